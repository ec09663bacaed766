/// The cells of a base, or of the parts it was divided into.
#include <string>
#include <utility>

#include "history/check_histories.hpp"
#include "models/cell_counts.hpp"
#include "models/cells_data.hpp"
#include "models/histories.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using model::CellCount;

void check_cell_columns(const Histories& histories, bool of_spend) {
  check_histories(histories);
  const auto need = [&](std::span<const double> column, const char* name) {
    if (column.size() == histories.size()) return;
    throw Error(Status::invalid_argument,
                std::string("cells of such models need the column ") + name, name);
  };
  if (of_spend) {
    need(histories.mean_spend, "mean_spend");
  } else {
    need(histories.recency, "recency");
    need(histories.age, "age");
  }
}

/// What the likelihoods of such models read.
model::ModelTraits cell_traits(bool of_spend) {
  model::ModelTraits traits;
  traits.reads_recency = traits.reads_age = !of_spend;
  traits.reads_mean_spend = of_spend;
  return traits;
}

Cells collected(const std::vector<CellCount>& counts, TimeUnit unit, bool of_spend,
                bool has_log_interpurchase) {
  auto data = std::make_shared<Cells::Data>();
  data->unit = unit;
  data->of_spend = of_spend;
  data->has_log_interpurchase = has_log_interpurchase;
  for (const CellCount& count : counts) {
    const auto& [x, t_x, T, m] = count.key;
    data->x.push_back(x);
    if (of_spend) {
      data->m.push_back(m);
    } else {
      data->t_x.push_back(t_x);
      data->T.push_back(T);
    }
    data->weight.push_back(count.clients);
    data->log_interpurchase_sums.push_back(count.log_interpurchase);
  }
  data->complete();
  return Cells(std::move(data));
}

}  // namespace

void Cells::Data::complete() {
  clients = 0.0;
  log_interpurchase.clear();
  for (std::size_t i = 0; i < x.size(); ++i) {
    clients += weight[i];
    if (has_log_interpurchase) {
      log_interpurchase.push_back(log_interpurchase_sums[i].mean(weight[i]));
    }
  }
}

Cells::Cells(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

Cells Cells::of(const Summary& summary, ModelKind kind, const Execution& execution) {
  return of(summary.histories(), summary.unit(), kind, execution);
}

Cells Cells::of(const Histories& histories, TimeUnit unit, ModelKind kind,
                const Execution& execution) {
  static_cast<void>(to_string(unit));  // rejects a unit that is none
  const bool of_spend = kind == ModelKind::spend;
  check_cell_columns(histories, of_spend);
  Histories read = histories;
  if (of_spend) read.log_interpurchase = {};
  return collected(model::count_cells(read, cell_traits(of_spend), execution), unit, of_spend,
                   !read.log_interpurchase.empty());
}

Cells Cells::merge(std::span<const Cells> parts) {
  std::vector<CellCount> counts;
  const Data* first = parts.empty() ? nullptr : &parts.front().data();
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Data& part = parts[p].data();
    if (part.x.empty()) continue;
    if (first->x.empty()) first = &part;
    const char* differs = part.unit != first->unit           ? "unit of time"
                          : part.of_spend != first->of_spend ? "kind"
                          : part.has_log_interpurchase != first->has_log_interpurchase
                              ? "knowledge of the intervals between purchases"
                              : nullptr;
    if (differs != nullptr) {
      throw Error(Status::invalid_argument,
                  "part " + std::to_string(p) + " differs from the first one in its " + differs,
                  "parts", static_cast<std::int64_t>(p));
    }
    const Histories rows = part.view();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const model::History h = model::history_at(rows, i);
      counts.push_back({.key = {h.x, h.t_x, h.T, h.m},
                        .clients = part.weight[i],
                        .log_interpurchase = part.log_interpurchase_sums[i]});
    }
  }
  model::merge_alike(counts);
  if (first == nullptr) return Cells(std::make_shared<Data>());
  return collected(counts, first->unit, first->of_spend, first->has_log_interpurchase);
}

std::size_t Cells::size() const noexcept { return data_->x.size(); }
double Cells::clients() const noexcept { return data_->clients; }
TimeUnit Cells::unit() const noexcept { return data_->unit; }
ModelKind Cells::kind() const noexcept {
  return data_->of_spend ? ModelKind::spend : ModelKind::purchases;
}
Histories Cells::histories() const { return data_->view(); }

Table Cells::table() const {
  Table::Builder table;
  table.float64("frequency", data_->x);
  if (data_->of_spend) {
    table.float64("mean_spend", data_->m);
  } else {
    table.float64("recency", data_->t_x);
    table.float64("age", data_->T);
  }
  table.float64("weight", data_->weight);
  if (data_->has_log_interpurchase) table.float64("log_interpurchase", data_->log_interpurchase);
  return table.build();
}

}  // namespace tenure
