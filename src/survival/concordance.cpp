#include "survival/concordance.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "survival/design.hpp"
#include "survival/lives.hpp"

namespace tenure::survival {
namespace {

/// Weights at places, and their sums up to a place (P. M. Fenwick 1994).
class PrefixSums {
 public:
  explicit PrefixSums(std::size_t places) : sums_(places + 1) {}

  void add(std::size_t place, double weight) {
    for (std::size_t i = place + 1; i < sums_.size(); i += i & (~i + 1)) sums_[i] += weight;
  }
  /// Of the places before `place`.
  [[nodiscard]] double before(std::size_t place) const {
    double sum = 0.0;
    for (std::size_t i = place; i > 0; i -= i & (~i + 1)) sum += sums_[i];
    return sum;
  }

 private:
  std::vector<double> sums_;
};

/// The rows by falling `at`.
template <class At>
std::vector<std::size_t> latest_first(std::size_t rows, const At& at) {
  std::vector<std::size_t> order(rows);
  for (std::size_t i = 0; i < rows; ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(at(b), a) < std::pair(at(a), b);
  });
  return order;
}

}  // namespace

std::optional<double> concordance(const Lives& lives, std::span<const double> risk,
                                  std::int32_t cause) {
  const std::size_t n = lives.duration.size();
  std::vector<double> values(risk.begin(), risk.end());
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::vector<std::size_t> place(n);
  for (std::size_t i = 0; i < n; ++i) {
    place[i] = static_cast<std::size_t>(std::ranges::lower_bound(values, risk[i]) - values.begin());
  }
  const auto by_duration = latest_first(n, [&](std::size_t i) { return lives.duration[i]; });
  const auto by_entry = latest_first(n, [&](std::size_t i) { return entry_of(lives, i); });

  PrefixSums going_on(values.size());
  double pairs = 0.0, concordant = 0.0;
  std::size_t leaving = 0;
  for (std::size_t begin = 0, end = 0; begin < n; begin = end) {
    const double time = lives.duration[by_duration[begin]];
    while (end < n && lives.duration[by_duration[end]] == time) ++end;
    // Who is last seen at this time goes on beyond it; who ends at it does not.
    const auto add_where = [&](bool ends) {
      for (std::size_t i = begin; i < end; ++i) {
        const std::size_t row = by_duration[i];
        if (has_ended(lives, row, cause) == ends) {
          going_on.add(place[row], weight_of(lives, row));
        }
      }
    };
    add_where(false);
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t row = by_duration[i];
      if (!has_ended(lives, row, cause)) continue;
      while (leaving < n && entry_of(lives, by_entry[leaving]) >= time) {
        const std::size_t late = by_entry[leaving++];
        going_on.add(place[late], -weight_of(lives, late));
      }
      const double lower = going_on.before(place[row]), up_to = going_on.before(place[row] + 1);
      const double weight = weight_of(lives, row);
      pairs += weight * going_on.before(values.size());
      concordant += weight * (lower + 0.5 * (up_to - lower));
    }
    add_where(true);
  }
  return pairs > 0.0 ? std::optional(concordant / pairs) : std::nullopt;
}

}  // namespace tenure::survival
