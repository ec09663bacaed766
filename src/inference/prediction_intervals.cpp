#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "history/client_column.hpp"
#include "inference/group_sums.hpp"
#include "inference/intervals.hpp"
#include "inference/parameter_draws.hpp"
#include "inference/shared_histories.hpp"
#include "models/histories.hpp"
#include "models/model_input.hpp"
#include "models/summary_input.hpp"
#include <tenure/error.hpp>
#include <tenure/inference.hpp>

namespace tenure {
namespace {

using inference::Groups;
using inference::GroupSum;
using inference::Intervals;
using inference::PredictedQuantity;

void check_options(const PredictionOptions& options) {
  model::check_level(options.level);
  if (options.draws < 2 || options.draws > 1'000'000) {
    throw Error(Status::invalid_argument,
                "draws is " + std::to_string(options.draws) + ", not 2 to 1000000", "draws");
  }
  if (options.method != IntervalMethod::delta && options.method != IntervalMethod::sampling &&
      options.method != IntervalMethod::profile) {
    throw Error(Status::invalid_argument, "no such method", "method");
  }
  if (options.fitted_to != nullptr && options.method == IntervalMethod::delta) {
    throw Error(Status::invalid_argument,
                "fitted_to: the delta method does not look at the data of the fit", "fitted_to");
  }
  if (options.fitted_to == nullptr && options.method == IntervalMethod::profile) {
    throw Error(Status::invalid_argument,
                "fitted_to: profile intervals are of the likelihood of the data of the fit, which "
                "are missing",
                "fitted_to");
  }
}

void check_whole_clients(const Histories& histories, std::span<const std::int64_t> groups) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double weight = model::weight_at(histories, i);
    if (groups[i] < 0 || (weight == std::floor(weight) && weight < 0x1p31)) continue;
    throw Error(Status::invalid_argument,
                "purchases of groups are those of whole clients: weight in row " +
                    std::to_string(i) + " is " + to_text(weight),
                "weight", static_cast<std::int64_t>(i));
  }
}

/// A column in which a number that is not finite is one that is not there.
void add(Table::Builder& table, const char* name, std::vector<double> values,
         const std::vector<std::uint8_t>& shown) {
  std::vector<std::uint8_t> known(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    known[i] = shown[i] != 0 && std::isfinite(values[i]);
    if (!known[i]) values[i] = 0.0;
  }
  table.float64(name, std::move(values), std::move(known));
}

void add_groups(Table::Builder& table, const std::vector<GroupSum>& sums) {
  std::vector<std::int64_t> number, not_valued;
  std::vector<double> clients;
  for (std::size_t g = 0; g < sums.size(); ++g) {
    number.push_back(static_cast<std::int64_t>(g));
    clients.push_back(sums[g].clients);
    not_valued.push_back(sums[g].not_valued);
  }
  table.int64("group", std::move(number))
      .float64("clients", std::move(clients))
      .int64("not_valued", std::move(not_valued));
}

using Models = std::span<const FittedModel* const>;

/// Whose predictions are wanted, and what has been predicted of them.
class AskedGroups {
 public:
  /// `read`: what of a history the prediction reads; absent: more than the history.
  AskedGroups(const Summary& summary, const std::optional<model::ModelTraits>& read,
              const PredictionOptions& options, const Execution& execution)
      : summary_(summary),
        execution_(execution),
        histories_(summary.histories(), read, execution),
        groups_(options.groups.empty()
                    ? Groups(histories_.size())
                    : Groups(options.groups, histories_.of_client(), summary.histories().weight)) {}

  [[nodiscard]] Histories histories() const { return histories_.view(); }
  [[nodiscard]] const Groups& groups() const { return groups_; }

  [[nodiscard]] Table answer(const std::vector<GroupSum>& sums, Intervals intervals) const {
    Table::Builder table;
    std::vector<double> estimate;
    std::vector<std::uint8_t> shown;
    for (const GroupSum& sum : sums) {
      estimate.push_back(sum.value);
      shown.push_back(!groups_.of_one() || sum.not_valued == 0);
    }
    const auto of_rows = [this](auto values) {
      return groups_.of_one() ? histories_.for_clients(std::move(values), execution_) : values;
    };
    if (groups_.of_one()) {
      add_client_column(table, summary_);
    } else {
      add_groups(table, sums);
      table.excluded_clients(summary_.excluded_clients());
    }
    shown = of_rows(std::move(shown));
    add(table, "estimate", of_rows(std::move(estimate)), shown);
    add(table, "standard_error", of_rows(std::move(intervals.standard_error)), shown);
    add(table, "lower", of_rows(std::move(intervals.lower)), shown);
    add(table, "upper", of_rows(std::move(intervals.upper)), shown);
    return table.build();
  }

 private:
  const Summary& summary_;
  const Execution& execution_;
  inference::SharedHistories histories_;
  Groups groups_;
};

/// The parameters of models that were fitted apart.
Eigen::MatrixXd draws_of(Models models, const PredictionOptions& options,
                         const Execution& execution) {
  Eigen::MatrixXd all(0, options.draws);
  for (std::size_t i = 0; i < models.size(); ++i) {
    const Eigen::MatrixXd more = inference::parameter_draws(*models[i], options, execution, i);
    all.conservativeResize(all.rows() + more.rows(), Eigen::NoChange);
    all.bottomRows(more.rows()) = more;
  }
  return all;
}

/// Of what the parameters say, from the one or two models that `quantity` depends on.
Table intervals_of(const PredictedQuantity& quantity, Models models, const AskedGroups& asked,
                   const PredictionOptions& options, const Execution& execution) {
  const Groups& groups = asked.groups();
  std::vector<std::uint8_t> valued;
  const auto sums =
      inference::group_sums(quantity, asked.histories().size(), groups, execution, valued);
  const auto intervals = [&] {
    switch (options.method) {
      case IntervalMethod::sampling:
        return inference::sampled_intervals(quantity, groups, valued,
                                            draws_of(models, options, execution), options.level,
                                            execution);
      case IntervalMethod::profile:
        return inference::profiled_intervals(quantity, groups, sums, valued, models,
                                             options.fitted_to->histories(), options.level,
                                             execution);
      case IntervalMethod::delta:
        break;
    }
    return inference::delta_intervals(quantity, sums, options.level);
  };
  return asked.answer(sums, intervals());
}

}  // namespace

Table prediction_intervals(const FittedModel& model, const Summary& summary, Predicted of,
                           const PredictionOptions& options, const Execution& execution) {
  check_options(options);
  if (of != Predicted::expected_spend) model::check_same_unit(model, summary);
  const model::ModelTraits& traits = model::model_of(model).traits();
  model::check_histories_of(traits, summary.histories());
  const AskedGroups asked(summary, traits, options, execution);
  const auto quantity = inference::quantity_of(model, asked.histories(), of, options);
  if (of != Predicted::purchases) {
    return intervals_of(*quantity, std::array{&model}, asked, options, execution);
  }
  if (options.method != IntervalMethod::delta) {
    throw Error(Status::not_supported,
                "purchases are neither sampled nor profiled: their distribution is computed",
                "method");
  }
  check_whole_clients(summary.histories(), options.groups);
  const Histories histories = asked.histories();
  const Groups& groups = asked.groups();
  std::vector<std::uint8_t> valued;
  const auto sums = inference::group_sums(*quantity, histories.size(), groups, execution, valued);
  return asked.answer(sums, inference::count_intervals(model, histories, *quantity, groups, sums,
                                                       options, execution));
}

Table clv_intervals(const FittedModel& purchases, const FittedModel& spend, const Summary& summary,
                    const ClvOptions& value, const PredictionOptions& options,
                    const Execution& execution) {
  check_options(options);
  // Checks all that the intervals need too, and says which clients have a value.
  static_cast<void>(clv(purchases, spend, summary, value, execution));
  std::optional<model::ModelTraits> read = model::model_of(purchases).traits();
  read->reads_mean_spend = true;
  if (!value.margins.empty()) read.reset();  // of each client his own
  const AskedGroups asked(summary, read, options, execution);
  const auto quantity = inference::lifetime_value(purchases, spend, asked.histories(), value);
  return intervals_of(*quantity, std::array{&purchases, &spend}, asked, options, execution);
}

}  // namespace tenure
