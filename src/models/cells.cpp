#include "models/cells.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "models/distinct_histories.hpp"

namespace tenure::model {
namespace {

/// A sum in twice the digits of a double, so that the order of clients does not show in it.
struct LongSum {
  double sum = 0.0;
  double error = 0.0;

  void add(double term) {  // Knuth's two-sum
    const double next = sum + term;
    const double taken = next - sum;
    error += (sum - (next - taken)) + (term - taken);
    sum = next;
  }
  [[nodiscard]] double value() const { return sum + error; }
};

/// What the clients of a cell amount to.
struct Count {
  double clients = 0.0;
  LongSum log_interpurchase;
};

bool informs(double x, double mean_spend, const ModelTraits& traits) {
  return !traits.reads_mean_spend || (x > 0.0 && mean_spend > 0.0);
}

}  // namespace

Cells::Cells(const Histories& histories, const ModelTraits& traits, const Execution& execution) {
  const DistinctHistories distinct(histories, traits, execution);
  const Histories found = distinct.view();
  const std::span<const std::uint32_t> of_client = distinct.of_client();
  std::vector<Count> counts(distinct.size());
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const std::uint32_t cell = of_client[i];
    const double clients = weight_at(histories, i);
    if (clients > 0.0 && informs(found.frequency[cell], found.mean_spend[cell], traits)) {
      Count& count = counts[cell];
      count.clients += clients;
      count.log_interpurchase.add(clients * history_at(histories, i).log_interpurchase);
    } else {
      left_out_ += clients;
    }
  }
  std::vector<std::uint32_t> sorted;
  for (std::uint32_t cell = 0; cell < counts.size(); ++cell) {
    if (counts[cell].clients > 0.0) sorted.push_back(cell);
  }
  std::ranges::sort(sorted, {}, [&](std::uint32_t cell) {
    return std::array{found.frequency[cell], found.recency[cell], found.age[cell],
                      found.mean_spend[cell]};
  });
  for (std::vector<double>* column : {&x_, &t_x_, &T_, &m_, &weight_})
    column->reserve(sorted.size());
  const bool has_intervals = !histories.log_interpurchase.empty();
  for (const std::uint32_t cell : sorted) {
    const Count& count = counts[cell];
    x_.push_back(found.frequency[cell]);
    t_x_.push_back(found.recency[cell]);
    T_.push_back(found.age[cell]);
    m_.push_back(found.mean_spend[cell]);
    weight_.push_back(count.clients);
    if (has_intervals)
      log_interpurchase_.push_back(count.log_interpurchase.value() / count.clients);
    clients_ += count.clients;
    purchases_ += count.clients * x_.back();
    time_ += count.clients * T_.back();
  }
}

Cells Cells::thinned(std::size_t most) const {
  Cells result;
  const std::size_t step = std::max<std::size_t>(1, size() / most);
  for (std::size_t i = 0; i < size(); i += step) {
    result.x_.push_back(x_[i]);
    result.t_x_.push_back(t_x_[i]);
    result.T_.push_back(T_[i]);
    result.m_.push_back(m_[i]);
    result.weight_.push_back(weight_[i]);
    if (!log_interpurchase_.empty()) result.log_interpurchase_.push_back(log_interpurchase_[i]);
    result.clients_ += weight_[i];
    result.purchases_ += weight_[i] * x_[i];
    result.time_ += weight_[i] * T_[i];
  }
  return result;
}

}  // namespace tenure::model
