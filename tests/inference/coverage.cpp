#include "inference/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/parallel.hpp"
#include "math/random.hpp"
#include "models/model_input.hpp"
#include <tenure/inference.hpp>

namespace tenure::testing {
namespace {

constexpr double kHorizon = 39.0;
// Single clients are asked of one in so many; what takes long, profiles and draws of parameters, in
// one population of so many.
constexpr std::size_t kEvery = 20;
constexpr std::size_t kDearEvery = 5;

struct Population {
  std::vector<double> x, t_x, T, m, ahead;  ///< ahead: purchases of the next kHorizon

  [[nodiscard]] Histories histories() const { return {x, t_x, T, m, {}}; }
  [[nodiscard]] Population thinned() const {
    Population fewer;
    for (std::size_t i = 0; i < x.size(); i += kEvery) {
      fewer.x.push_back(x[i]);
      fewer.t_x.push_back(t_x[i]);
      fewer.T.push_back(T[i]);
      fewer.m.push_back(m[i]);
      fewer.ahead.push_back(ahead[i]);
    }
    return fewer;
  }
};

Population draw(const CoverageCase& measured, std::uint64_t population) {
  const model::PurchaseModel& model = model::model_named(measured.model);
  Population drawn;
  std::vector<double> events;
  for (std::size_t i = 0; i < measured.clients; ++i) {
    math::RandomStream random(measured.seed + population, i);
    const double age = 27.0 + 12.0 * static_cast<double>(i % 13) / 12.0;
    events.clear();
    double mean = 0.0;
    if (model.can_simulate_purchases()) {
      model.simulate_purchases(measured.truth, age + kHorizon, random, events);
    } else {
      model.simulate_spend(measured.truth, static_cast<int>(1 + i % 8), random, events);
      mean = std::accumulate(events.begin(), events.end(), 0.0) / double(events.size());
    }
    const auto end = std::ranges::upper_bound(events, age);
    const bool times = model.can_simulate_purchases();
    const auto before = times ? end - events.begin() : std::ssize(events);
    drawn.x.push_back(static_cast<double>(before));
    drawn.t_x.push_back(times && before > 0 ? events[static_cast<std::size_t>(before) - 1] : 0.0);
    drawn.T.push_back(age);
    drawn.m.push_back(mean);
    drawn.ahead.push_back(static_cast<double>(std::ssize(events) - before));
  }
  return drawn;
}

class Tally {
 public:
  void add(std::string interval, double covered, double intervals = 1.0) {
    Coverage& row = of(std::move(interval));
    row.covered += covered;
    row.intervals += intervals;
  }
  void miss(std::string interval) { of(std::move(interval)).missing += 1.0; }
  void merge(const Tally& other) {
    for (const Coverage& each : other.rows_) {
      Coverage& row = of(each.interval);
      row.covered += each.covered;
      row.intervals += each.intervals;
      row.missing += each.missing;
    }
  }
  [[nodiscard]] std::vector<Coverage> rows() const { return rows_; }

 private:
  Coverage& of(std::string interval) {
    const auto found = std::ranges::find(rows_, interval, &Coverage::interval);
    if (found != rows_.end()) return *found;
    rows_.push_back({.interval = std::move(interval)});
    return rows_.back();
  }
  std::vector<Coverage> rows_;
};

/// A bound that is missing on the way to a boundary is no bound.
bool within(const Table& table, std::size_t row, double truth) {
  const auto lower_known = table.validity(table.at("lower"));
  const auto upper_known = table.validity(table.at("upper"));
  const bool above =
      (!lower_known.empty() && lower_known[row] == 0) || table.float64("lower")[row] <= truth;
  const bool below =
      (!upper_known.empty() && upper_known[row] == 0) || truth <= table.float64("upper")[row];
  return above && below;
}

void of_parameters(const CoverageCase& measured, const FittedModel& fitted,
                   const Population& population, bool dear, Tally& tally) {
  const Execution alone{.threads = 1, .progress = {}};
  const FitResult& fit = fitted.result();
  const bool determined = !fit.covariance.empty();
  const Table wald = fit.table(measured.level);
  Table profile;
  if (dear && fit.convergence.usable) {
    profile = profile_intervals(fitted, population.histories(), measured.level, alone);
  }
  for (std::size_t k = 0; k < measured.truth.size(); ++k) {
    const std::string name(fit.names[k]);
    if (determined) {
      tally.add(name + ", Wald", within(wald, k, measured.truth[k]));
    } else {
      tally.miss(name + ", Wald");
    }
    if (!dear) continue;
    const bool found = fit.convergence.usable && profile.text("lower_status")[k] != "not_found" &&
                       profile.text("upper_status")[k] != "not_found" &&
                       profile.text("lower_status")[k] != "higher_elsewhere" &&
                       profile.text("upper_status")[k] != "higher_elsewhere";
    if (found) {
      tally.add(name + ", profile", within(profile, k, measured.truth[k]));
    } else {
      tally.miss(name + ", profile");
    }
  }
}

struct Asked {
  const char* name;
  Predicted of;
  IntervalMethod method;
};

void of_predictions(const CoverageCase& measured, const FittedModel& fitted,
                    const Population& population, bool dear, Tally& tally) {
  const Execution alone{.threads = 1, .progress = {}};
  const auto truth = FittedModel::from_parameters(measured.model, measured.truth, TimeUnit::week);
  const Summary summary = Summary::from_arrays(population.histories(), TimeUnit::week);
  const Population few = population.thinned();
  const Summary clients_alone = Summary::from_arrays(few.histories(), TimeUnit::week);
  const std::vector<std::int64_t> all(population.x.size(), 0);
  std::vector<Asked> asked;
  std::vector<double> expected;
  if (fitted.info().kind == ModelKind::spend) {
    expected = truth.expected_spend(population.histories(), alone).value;
    asked = {{"expected spend", Predicted::expected_spend, IntervalMethod::delta},
             {"expected spend by draws", Predicted::expected_spend, IntervalMethod::sampling}};
  } else {
    expected = truth.expected_purchases(population.histories(), kHorizon, alone);
    asked = {
        {"expected purchases", Predicted::expected_purchases, IntervalMethod::delta},
        {"expected purchases by draws", Predicted::expected_purchases, IntervalMethod::sampling},
        {"purchases", Predicted::purchases, IntervalMethod::delta}};
  }
  for (const Asked& each : asked) {
    const std::string name(each.name);
    if (each.method == IntervalMethod::sampling && !dear) continue;
    if (fitted.result().covariance.empty()) {
      tally.miss("sum of " + name);
      continue;
    }
    const std::vector<double>& target =
        each.of == Predicted::purchases ? population.ahead : expected;
    PredictionOptions options{.level = measured.level, .method = each.method, .draws = 400};
    options.horizon = kHorizon;
    if (each.method == IntervalMethod::delta) {
      const Table clients = prediction_intervals(fitted, clients_alone, each.of, options, alone);
      double covered = 0.0;
      for (std::size_t i = 0; i < few.x.size(); ++i) {
        covered += within(clients, i, target[i * kEvery]);
      }
      tally.add("a client's " + name, covered / static_cast<double>(few.x.size()));
    }
    options.groups = all;
    const Table sum = prediction_intervals(fitted, summary, each.of, options, alone);
    tally.add("sum of " + name, within(sum, 0, std::accumulate(target.begin(), target.end(), 0.0)));
  }
}

}  // namespace

std::vector<Coverage> measure_coverage(const CoverageCase& measured) {
  std::vector<Tally> tallies(measured.populations);
  parallel_for(measured.populations, 1, {.threads = measured.threads, .progress = {}}, "coverage",
               [&](std::size_t i, std::size_t) {
                 const Population population = draw(measured, 1000003 * i);
                 const auto fitted =
                     FittedModel::fit(measured.model, population.histories(), TimeUnit::week,
                                      {.start = measured.truth}, {.threads = 1, .progress = {}});
                 const bool dear = i % kDearEvery == 0;
                 of_parameters(measured, fitted, population, dear, tallies[i]);
                 of_predictions(measured, fitted, population, dear, tallies[i]);
               });
  Tally total;
  for (const Tally& tally : tallies) total.merge(tally);
  return total.rows();
}

}  // namespace tenure::testing
