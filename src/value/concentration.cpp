#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ranks.hpp"
#include "base/text.hpp"
#include <tenure/concentration.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

constexpr std::array<std::string_view, 3> class_names{"A", "B", "C"};

void check(std::span<const double> values, const ConcentrationOptions& options) {
  if (!(options.a_share > 0.0 && options.a_share <= options.b_share && options.b_share <= 1.0)) {
    throw Error(Status::invalid_argument,
                "concentration: 0 < a_share <= b_share <= 1 does not hold for " +
                    to_text(options.a_share) + " and " + to_text(options.b_share),
                "a_share");
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw Error(Status::invalid_argument, "concentration: a value is not finite", "values",
                  static_cast<std::int64_t>(i));
    }
  }
}

/// Values from the least to the greatest, and their running sums, of which the first is 0.
class Ranking {
 public:
  explicit Ranking(std::vector<double> values) : sorted_(std::move(values)) {
    std::ranges::sort(sorted_);
    sums_.reserve(sorted_.size() + 1);
    sums_.push_back(0.0);
    for (const double value : sorted_) sums_.push_back(sums_.back() + value);
  }
  [[nodiscard]] double total() const { return sums_.back(); }
  [[nodiscard]] std::span<const double> sorted() const { return sorted_; }

  /// Share of value with the least `share` of clients, the last of whom may count in part.
  [[nodiscard]] double bottom_share(double share) const {
    const double place = share * static_cast<double>(sorted_.size());
    const auto whole = std::min(static_cast<std::size_t>(place), sorted_.size());
    const double part = place - static_cast<double>(whole);
    const double next = whole < sorted_.size() ? sorted_[whole] : 0.0;
    return (sums_[whole] + part * next) / total();
  }

 private:
  std::vector<double> sorted_, sums_;
};

void measure(const Ranking& ranking, ConcentrationResult& result) {
  const auto n = static_cast<double>(ranking.sorted().size());
  double by_rank = 0.0, rank = 0.0;
  for (const double value : ranking.sorted()) {
    const double share = value / ranking.total();
    by_rank += ++rank * share;
    result.herfindahl += share * share;
    if (share > 0.0) result.entropy -= share * std::log(share);
    result.hoover += 0.5 * std::abs(share - 1.0 / n);
  }
  result.gini = 2.0 * by_rank / n - (n + 1.0) / n;
  result.gini_unbiased = n > 1.0 ? result.gini * n / (n - 1.0) : 0.0;
  result.effective_clients = 1.0 / result.herfindahl;
  result.top_tenth_share = 1.0 - ranking.bottom_share(0.9);
  result.top_fifth_share = 1.0 - ranking.bottom_share(0.8);
}

Table lorenz_table(const Ranking& ranking) {
  constexpr int parts = 100;
  std::vector<double> client_share, value_share;
  for (int i = 0; i <= parts && ranking.total() > 0.0; ++i) {
    client_share.push_back(static_cast<double>(i) / parts);
    value_share.push_back(ranking.bottom_share(client_share.back()));
  }
  return Table::Builder()
      .float64("client_share", std::move(client_share))
      .float64("value_share", std::move(value_share))
      .build();
}

/// The tables of clients and of classes.
void classify(std::span<const double> values, double total, const ConcentrationOptions& options,
              ConcentrationResult& result) {
  const std::size_t n = values.size();
  std::vector<std::int64_t> rank = descending_ranks(values);
  std::vector<std::size_t> by_rank(n);
  for (std::size_t i = 0; i < n; ++i) by_rank[static_cast<std::size_t>(rank[i] - 1)] = i;

  std::vector<double> share(n), cumulative(n);
  std::vector<std::size_t> class_of(n);
  std::array<std::int64_t, 3> clients{};
  std::array<double, 3> value{};
  double sum = 0.0;
  for (const std::size_t i : by_rank) {
    const double before = total > 0.0 ? sum / total : 1.0;
    sum += values[i];
    share[i] = total > 0.0 ? values[i] / total : 0.0;
    cumulative[i] = total > 0.0 ? std::min(1.0, sum / total) : 0.0;
    class_of[i] = before < options.a_share ? 0 : before < options.b_share ? 1 : 2;
    ++clients[class_of[i]];
    value[class_of[i]] += values[i];
  }

  TextColumn names, class_column;
  for (const std::size_t c : class_of) class_column.push_back(class_names[c]);
  std::vector<double> client_share, value_share;
  for (std::size_t c = 0; c < class_names.size(); ++c) {
    names.push_back(class_names[c]);
    client_share.push_back(n > 0 ? static_cast<double>(clients[c]) / static_cast<double>(n) : 0.0);
    value_share.push_back(total > 0.0 ? value[c] / total : 0.0);
  }
  result.clients = Table::Builder()
                       .int64("rank", std::move(rank))
                       .float64("share", std::move(share))
                       .float64("cumulative_share", std::move(cumulative))
                       .text("class", std::move(class_column))
                       .build();
  result.classes = Table::Builder()
                       .text("class", std::move(names))
                       .int64("clients", {clients.begin(), clients.end()})
                       .float64("client_share", std::move(client_share))
                       .float64("value", {value.begin(), value.end()})
                       .float64("value_share", std::move(value_share))
                       .build();
}

}  // namespace

ConcentrationResult concentration(std::span<const double> values,
                                  const ConcentrationOptions& options) {
  check(values, options);
  ConcentrationResult result;
  std::vector<double> counted(values.begin(), values.end());
  for (double& value : counted) {
    if (value >= 0.0) continue;
    ++result.negative;
    value = 0.0;
  }
  const Ranking ranking(counted);
  result.total = ranking.total();
  if (result.total > 0.0) measure(ranking, result);
  result.lorenz = lorenz_table(ranking);
  classify(counted, result.total, options, result);
  return result;
}

}  // namespace tenure
