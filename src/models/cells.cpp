#include "models/cells.hpp"

#include <algorithm>

#include "models/cell_counts.hpp"

namespace tenure::model {
namespace {

bool informs_model(double x, double mean_spend, const ModelTraits& traits) {
  return !traits.reads_mean_spend || (x > 0.0 && mean_spend > 0.0);
}

}  // namespace

Cells::Cells(const Histories& histories, const ModelTraits& traits, const Execution& execution) {
  Histories read = histories;
  const bool has_intervals =
      traits.of_regularity != nullptr && !histories.log_interpurchase.empty();
  if (!has_intervals) read.log_interpurchase = {};
  const std::vector<CellCount> counts = count_cells(read, traits, execution);
  for (std::vector<double>* column : {&x_, &t_x_, &T_, &m_, &weight_})
    column->reserve(counts.size());
  for (const CellCount& count : counts) {
    const auto& [x, t_x, T, m] = count.key;
    if (!informs_model(x, m, traits)) {
      left_out_ += count.clients;
      continue;
    }
    x_.push_back(x);
    t_x_.push_back(t_x);
    T_.push_back(T);
    m_.push_back(m);
    weight_.push_back(count.clients);
    if (has_intervals) log_interpurchase_.push_back(count.mean_log_interpurchase());
    clients_ += count.clients;
    purchases_ += count.clients * x;
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
  }
  return result;
}

}  // namespace tenure::model
