#include <string>
#include <utility>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/fit_options.hpp"
#include "capi/handles.hpp"
#include "capi/structs.hpp"
#include <tenure/c/evaluation.h>
#include <tenure/evaluation.hpp>

using namespace tenure::capi;
using tenure::Candidate;

namespace {

std::vector<Candidate> fitted_candidates(const tenure_model* const* models, std::int64_t count) {
  std::vector<Candidate> candidates;
  for (const tenure_model* model : array(models, count, "candidates", "candidate_count")) {
    candidates.emplace_back(value_of(model, "candidates"));
  }
  return candidates;
}

std::vector<Candidate> named_candidates(const char* const* names, std::int64_t count,
                                        const tenure_fit_options* options) {
  const tenure::FitOptions fit = to_fit_options(options);
  std::vector<Candidate> candidates;
  for (const char* name : array(names, count, "names", "name_count")) {
    candidates.emplace_back(text(name, "names"), fit);
  }
  return candidates;
}

/// The whole of a function whose result has the tables `models` and `calibration`.
template <class Make>
tenure_status make_tables(tenure_table** models, tenure_table** calibration, tenure_error** err,
                          Make&& make) noexcept {
  return guarded(err, [&] {
    HandleOut<tenure_table> models_out(models);
    HandleOut<tenure_table> calibration_out(calibration);
    auto result = make();
    models_out.set(std::move(result.models));
    calibration_out.set(std::move(result.calibration));
    models_out.deliver();
    calibration_out.deliver();
  });
}

tenure_backtest_options default_backtest_options() {
  const tenure::BacktestOptions defaults;
  tenure_backtest_options c{};
  c.struct_size = sizeof c;
  c.horizon = defaults.horizon;
  c.unit = static_cast<int32_t>(defaults.unit);
  c.first = TENURE_NO_DAY;
  return c;
}

tenure::BacktestOptions to_backtest_options(const tenure_backtest_options* plan) {
  const auto given = read_struct(plan, default_backtest_options(), "plan");
  tenure::BacktestOptions result;
  result.horizon = given.horizon;
  result.unit = time_unit(given.unit, "plan.unit");
  result.first = optional_day(given.first);
  if (given.every != 0.0) result.every = given.every;
  for (const int32_t day :
       array(given.origins, given.origin_count, "plan.origins", "plan.origin_count")) {
    result.origins.push_back(tenure::Day{day});
  }
  return result;
}

}  // namespace

tenure_status tenure_compare(const tenure_model* const* candidates, int64_t candidate_count,
                             const tenure_summary* summary, const tenure_execution* execution,
                             tenure_table** models, tenure_table** calibration,
                             tenure_error** err) {
  return make_tables(models, calibration, err, [&] {
    return tenure::compare(fitted_candidates(candidates, candidate_count),
                           value_of(summary, "summary"), to_execution(execution));
  });
}

tenure_status tenure_compare_named(const char* const* names, int64_t name_count,
                                   const tenure_summary* summary, const tenure_fit_options* options,
                                   const tenure_execution* execution, tenure_table** models,
                                   tenure_table** calibration, tenure_error** err) {
  return make_tables(models, calibration, err, [&] {
    return tenure::compare(named_candidates(names, name_count, options),
                           value_of(summary, "summary"), to_execution(execution));
  });
}

tenure_status tenure_backtest_options_init(tenure_backtest_options* options, size_t size) {
  return init_struct(options, size, default_backtest_options());
}

tenure_status tenure_backtest(const tenure_portfolio* portfolio, const char* const* names,
                              int64_t name_count, const tenure_backtest_options* plan,
                              const tenure_fit_options* options, const tenure_execution* execution,
                              tenure_table** models, tenure_table** calibration,
                              tenure_error** err) {
  return make_tables(models, calibration, err, [&] {
    return tenure::backtest(value_of(portfolio, "portfolio"),
                            named_candidates(names, name_count, options), to_backtest_options(plan),
                            to_execution(execution));
  });
}

tenure_status tenure_holdout_errors(const tenure_model* model, const tenure_summary* summary,
                                    const tenure_execution* execution, tenure_table** out,
                                    tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::holdout_errors(value_of(model, "model"), value_of(summary, "summary"),
                                  to_execution(execution));
  });
}
