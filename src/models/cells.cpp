#include "models/cells.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

namespace tenure::model {
namespace {

using Key = std::array<double, 4>;  // x, t_x, T, m; no NaN, and zeros are positive

Key key_of(const Histories& histories, std::size_t i, const ModelTraits& traits) {
  const History h = history_at(histories, i);
  // What the model does not read must not set clients apart. Adding 0 turns -0 into 0.
  return {h.x + 0.0, traits.reads_recency ? h.t_x + 0.0 : 0.0, traits.reads_age ? h.T + 0.0 : 0.0,
          traits.reads_mean_spend ? h.m : 0.0};
}

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

bool informs(const Key& key, const ModelTraits& traits) {
  return !traits.reads_mean_spend || (key[0] > 0.0 && key[3] > 0.0);
}

}  // namespace

Cells::Cells(const Histories& histories, const ModelTraits& traits) {
  boost::unordered_flat_map<Key, Count> counts;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double weight = weight_at(histories, i);
    const Key key = key_of(histories, i, traits);
    if (weight > 0.0 && informs(key, traits)) {
      Count& count = counts[key];
      count.clients += weight;
      count.log_interpurchase.add(weight * history_at(histories, i).log_interpurchase);
    } else {
      left_out_ += weight;
    }
  }
  std::vector<std::pair<Key, Count>> sorted(counts.begin(), counts.end());
  std::ranges::sort(sorted, {}, &std::pair<Key, Count>::first);
  for (std::vector<double>* column : {&x_, &t_x_, &T_, &m_, &weight_})
    column->reserve(sorted.size());
  const bool has_intervals = !histories.log_interpurchase.empty();
  for (const auto& [key, count] : sorted) {
    x_.push_back(key[0]);
    t_x_.push_back(key[1]);
    T_.push_back(key[2]);
    m_.push_back(key[3]);
    weight_.push_back(count.clients);
    if (has_intervals)
      log_interpurchase_.push_back(count.log_interpurchase.value() / count.clients);
    clients_ += count.clients;
    purchases_ += count.clients * key[0];
    time_ += count.clients * key[2];
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
