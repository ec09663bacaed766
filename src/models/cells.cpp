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

bool informs(const Key& key, const ModelTraits& traits) {
  return !traits.reads_mean_spend || (key[0] > 0.0 && key[3] > 0.0);
}

}  // namespace

Cells::Cells(const Histories& histories, const ModelTraits& traits) {
  boost::unordered_flat_map<Key, double> counts;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double weight = weight_at(histories, i);
    const Key key = key_of(histories, i, traits);
    if (weight > 0.0 && informs(key, traits)) {
      counts[key] += weight;
    } else {
      left_out_ += weight;
    }
  }
  std::vector<std::pair<Key, double>> sorted(counts.begin(), counts.end());
  std::ranges::sort(sorted);
  for (std::vector<double>* column : {&x_, &t_x_, &T_, &m_, &weight_})
    column->reserve(sorted.size());
  for (const auto& [key, count] : sorted) {
    x_.push_back(key[0]);
    t_x_.push_back(key[1]);
    T_.push_back(key[2]);
    m_.push_back(key[3]);
    weight_.push_back(count);
    clients_ += count;
    purchases_ += count * key[0];
    time_ += count * key[2];
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
    result.clients_ += weight_[i];
    result.purchases_ += weight_[i] * x_[i];
    result.time_ += weight_[i] * T_[i];
  }
  return result;
}

}  // namespace tenure::model
