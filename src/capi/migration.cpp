#include <string>
#include <utility>
#include <vector>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/matrices.hpp"
#include "capi/rfm_options.hpp"
#include "capi/structs.hpp"
#include <tenure/c/migration.h>
#include <tenure/migration.hpp>

using namespace tenure::capi;

namespace {

tenure_migration_options default_migration_options() {
  return {sizeof(tenure_migration_options), tenure::MigrationOptions().prior, nullptr};
}

tenure::MigrationOptions to_migration_options(const tenure_migration_options* options) {
  const auto given = read_struct(options, default_migration_options(), "options");
  return {.prior = given.prior, .lost = std::string(optional_text(given.lost))};
}

std::vector<std::string> names(const char* const* states, int64_t count) {
  std::vector<std::string> result;
  for (const char* name : array(states, count, "states", "state_count")) {
    result.emplace_back(optional_text(name));
  }
  return result;
}

/// What the three functions fill.
class MigrationOut {
 public:
  MigrationOut(tenure_homogeneity* test, size_t test_size, tenure_table** transitions,
               tenure_table** chain, tenure_table** by_period)
      : transitions_(transitions),
        chain_(chain),
        by_period_(by_period),
        test_(test, test_size, "test", Need::optional) {}

  void deliver(tenure::Migration result) {
    transitions_.set(std::move(result.transitions));
    chain_.set(std::move(result.chain));
    by_period_.set(std::move(result.periods));
    test_.set({.g2 = result.g2,
               .degrees_of_freedom = result.degrees_of_freedom,
               .p_value = result.p_value.value_or(0.0),
               .has_p_value = result.p_value.has_value(),
               .reserved = 0});
    for (auto* out : {&transitions_, &chain_, &by_period_}) out->deliver();
  }

 private:
  HandleOut<tenure_table> transitions_, chain_, by_period_;
  StructOut<tenure_homogeneity> test_;
};

}  // namespace

tenure_status tenure_migration_options_init(tenure_migration_options* options, size_t size) {
  return init_struct(options, size, default_migration_options());
}

tenure_status tenure_migration_of_counts(const double* counts, int64_t periods,
                                         const char* const* states, int64_t state_count,
                                         const tenure_migration_options* options,
                                         tenure_homogeneity* test, size_t test_size,
                                         tenure_table** transitions, tenure_table** chain,
                                         tenure_table** by_period, tenure_error** err) {
  return guarded(err, [&] {
    MigrationOut out(test, test_size, transitions, chain, by_period);
    tenure::TransitionCounts moves;
    moves.states = names(states, state_count);
    const auto pairs =
        matrix(counts, state_count, state_count, "counts", "state_count", "state_count");
    const auto all = matrix(counts, periods, static_cast<int64_t>(pairs.size()), "counts",
                            "periods", "state_count");
    moves.periods = checked_count<double>(periods, "periods");
    moves.counts.assign(all.begin(), all.end());
    out.deliver(tenure::migration(moves, to_migration_options(options)));
  });
}

tenure_status tenure_migration_of_states(const int32_t* state_at, int64_t dates, int64_t n,
                                         const char* const* states, int64_t state_count,
                                         const tenure_migration_options* options,
                                         tenure_homogeneity* test, size_t test_size,
                                         tenure_table** transitions, tenure_table** chain,
                                         tenure_table** by_period, tenure_error** err) {
  return guarded(err, [&] {
    MigrationOut out(test, test_size, transitions, chain, by_period);
    const auto given = matrix(state_at, dates, n, "state_at", "dates", "n");
    out.deliver(
        tenure::migration(tenure::count_transitions(given, checked_count<double>(dates, "dates"),
                                                    names(states, state_count)),
                          to_migration_options(options)));
  });
}

tenure_status tenure_migration_of_portfolio(const tenure_portfolio* portfolio, const int32_t* dates,
                                            int64_t date_count, const tenure_rfm_options* rfm,
                                            const tenure_migration_options* options,
                                            const tenure_execution* execution,
                                            tenure_homogeneity* test, size_t test_size,
                                            tenure_table** transitions, tenure_table** chain,
                                            tenure_table** by_period, tenure_error** err) {
  return guarded(err, [&] {
    MigrationOut out(test, test_size, transitions, chain, by_period);
    checked_count<double>(date_count, "date_count");
    std::vector<tenure::Day> days;
    for (const int32_t day : array(dates, date_count, "dates", "date_count")) days.push_back({day});
    const RfmInput scoring(rfm, "rfm");
    out.deliver(
        tenure::migration(tenure::segment_transitions(value_of(portfolio, "portfolio"), days,
                                                      scoring.options(), to_execution(execution)),
                          to_migration_options(options)));
  });
}
