#include "value/solvent_purchases.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/parallel.hpp"
#include "base/ranks.hpp"
#include "base/rows_of.hpp"

namespace tenure::value {
namespace {

/// Clients of one rate, few enough to be a piece of work: [begin, end) in the order of the rates.
struct Piece {
  std::size_t begin, end;
};

std::vector<Piece> pieces_of(std::span<const double> rates, std::span<const std::size_t> order) {
  constexpr std::size_t most = 256;
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool continues = !pieces.empty() &&
                           rates[order[i]] == rates[order[pieces.back().begin]] &&
                           pieces.back().end - pieces.back().begin < most;
    if (continues) {
      ++pieces.back().end;
    } else {
      pieces.push_back({i, i + 1});
    }
  }
  return pieces;
}

}  // namespace

std::vector<double> solvent_purchases(const FittedModel& purchases, const Histories& histories,
                                      double force, std::span<const double> default_rates,
                                      Window window, const Execution& execution) {
  std::vector<double> result(histories.size());
  const std::vector<std::size_t> order = ascending_order(default_rates);
  const std::vector<Piece> pieces = pieces_of(default_rates, order);
  parallel_for(
      pieces.size(), 1, execution, "solvent revenue", [&](std::size_t begin, std::size_t end) {
        for (std::size_t p = begin; p < end; ++p) {
          const auto rows =
              std::span(order).subspan(pieces[p].begin, pieces[p].end - pieces[p].begin);
          const double rate = default_rates[rows.front()];
          if (std::isinf(rate)) continue;  // nothing more is paid
          const std::vector<double> frequency = rows_of(histories.frequency, rows);
          const std::vector<double> recency = rows_of(histories.recency, rows);
          const std::vector<double> age = rows_of(histories.age, rows);
          const std::vector<double> purchased = purchases.discounted_purchases(
              {.frequency = frequency, .recency = recency, .age = age},
              DiscountRate::continuous(force + rate, purchases.unit()), window, {.threads = 1});
          for (std::size_t i = 0; i < rows.size(); ++i) result[rows[i]] = purchased[i];
        }
      });
  return result;
}

}  // namespace tenure::value
