#include "inference/coverage.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/parallel.hpp"
#include "math/normal.hpp"
#include "models/table_of_models.hpp"
#include <tenure/error.hpp>
#include <tenure/inference.hpp>

namespace tenure::testing {
namespace {

using model::ClientQuantity;

// Single clients are asked of one in so many, and draws of parameters are so many.
constexpr std::size_t kEvery = 20;
constexpr std::int32_t kDraws = 400;
// A group of one client in so many beside the whole base.
constexpr std::size_t kTenth = 10;
const Execution kAlone{.threads = 1, .progress = {}};

class Tally {
 public:
  Coverage& of(const std::string& interval) {
    const auto found = std::ranges::find(rows_, interval, &Coverage::interval);
    if (found != rows_.end()) return *found;
    rows_.push_back({.interval = interval});
    return rows_.back();
  }
  void add(const Tally& other) {
    for (const Coverage& each : other.rows_) {
      Coverage& row = of(each.interval);
      row.covered += each.covered;
      row.below += each.below;
      row.populations += each.populations;
      row.missing += each.missing;
    }
  }
  [[nodiscard]] std::vector<Coverage> rows() const { return rows_; }

 private:
  std::vector<Coverage> rows_;
};

struct Bounds {
  std::optional<double> lower, upper;  ///< absent on the way to a boundary: no bound

  [[nodiscard]] bool is_whole() const { return lower && upper; }
  [[nodiscard]] bool of_a_certainty() const { return is_whole() && *lower == *upper; }
};

Bounds bounds(const Table& table, std::size_t row) {
  const auto bound = [&](const char* name) -> std::optional<double> {
    const auto known = table.validity(table.at(name));
    if (!known.empty() && known[row] == 0) return std::nullopt;
    return table.float64(name)[row];
  };
  return {bound("lower"), bound("upper")};
}

void judge(Coverage& row, const Bounds& interval, double truth, double weight) {
  const bool too_low = interval.upper && truth > *interval.upper;
  const bool too_high = interval.lower && truth < *interval.lower;
  if (!too_low && !too_high) row.covered += weight;
  if (too_low) row.below += weight;
  row.populations += weight;
}

/// The intervals of one population, all of one kind. A certainty is left out: it is no interval.
/// One of which an end was not found is missing.
void judge_all(Coverage& row, const Table& table, const std::vector<double>& truth) {
  std::vector<Bounds> intervals;
  for (std::size_t i = 0; i < truth.size(); ++i) intervals.push_back(bounds(table, i));
  const auto certain = std::ranges::count_if(intervals, &Bounds::of_a_certainty);
  const double weight = 1.0 / static_cast<double>(std::ssize(intervals) - certain);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    if (intervals[i].of_a_certainty()) continue;
    if (intervals[i].is_whole()) {
      judge(row, intervals[i], truth[i], weight);
    } else {
      row.missing += weight;
    }
  }
}

/// One population: its clients, the fits to them, and the truth.
class Measured {
 public:
  Measured(const CoverageCase& measured, std::uint64_t number)
      : case_(measured),
        slow_(number % measured.slow_every == 0),
        population_(draw_population(measured.from, measured.seed + 1000003 * number)),
        summary_(Summary::from_arrays(population_.histories(), kUnit)),
        few_(Summary::from_arrays(population_.thinned(kEvery).histories(), kUnit)),
        tenth_(Summary::from_arrays(population_.thinned(kTenth).histories(), kUnit)),
        truth_(FittedModel::from_parameters(measured.from.model, measured.from.truth, kUnit,
                                            measured.from.regularity)),
        fitted_(FittedModel::fit(
            measured.from.model, summary_,
            {.start = measured.from.truth, .regularity = measured.from.regularity}, kAlone)) {}

  Tally tally() {
    parameters();
    for (const Asked& asked : questions()) predictions(asked);
    if (!case_.from.spend.empty()) values();
    return tally_;
  }

 private:
  static constexpr TimeUnit kUnit = TimeUnit::week;

  void parameters() {
    const FitResult& fit = fitted_.result();
    const Table wald = fit.table(case_.level);
    for (std::size_t k = 0; k < case_.from.truth.size(); ++k) {
      Coverage& row = tally_.of(std::string(fit.names[k]) + ", Wald");
      if (fit.covariance.empty()) {
        row.missing += 1.0;
      } else {
        judge(row, bounds(wald, k), case_.from.truth[k], 1.0);
      }
    }
    if (fit.convergence.usable) {
      for (std::size_t k = 0; k < case_.from.truth.size(); ++k) likelihood_ratio(k);
    }
  }
  /// A profile interval contains what the likelihood ratio test does not reject: asked at the truth
  /// alone, by a fit that is held there, which takes a tenth of the time of the interval.
  void likelihood_ratio(std::size_t k) {
    constexpr double kHeld = 1e-4;
    const FitResult& fit = fitted_.result();
    const double truth = case_.from.truth[k];
    FitOptions options{.start = fit.parameters,
                       .priors = {{std::string(fit.names[k]), truth, kHeld}},
                       .regularity = case_.from.regularity};
    options.start[k] = truth;
    const FitResult held = FittedModel::fit(case_.from.model, summary_, options, kAlone).result();
    const double z = math::two_sided_normal(case_.level);
    Coverage& row = tally_.of(std::string(fit.names[k]) + ", likelihood ratio");
    const double ratio = 2.0 * (fit.log_likelihood.value() - held.log_likelihood.value());
    if (!held.convergence.usable || ratio < -1e-6) {
      row.missing += 1.0;
      return;
    }
    row.populations += 1.0;
    if (ratio <= z * z) {
      row.covered += 1.0;
    } else if (truth > fit.parameters[k]) {
      row.below += 1.0;
    }
  }

  /// By the delta method; by draws of the normal law; from the data, by the profile likelihood and
  /// by draws of the posterior.
  enum class How { delta, draws, profile, posterior };
  static constexpr std::string_view kSuffix[] = {"", ", draws", ", profile", ", posterior draws"};
  static constexpr IntervalMethod kMethod[] = {IntervalMethod::delta, IntervalMethod::sampling,
                                               IntervalMethod::profile, IntervalMethod::sampling};
  struct Asked {
    std::string name;
    Predicted of;
    How how;
    std::vector<double> truth;  ///< of every client
  };
  [[nodiscard]] std::vector<Asked> questions() const {
    const model::PurchaseModel& model = model_of(case_.from);
    const Histories all = population_.histories();
    std::vector<Asked> asked;
    const auto ask = [&](const char* name, Predicted of, std::vector<double> truth) {
      asked.push_back({name, of, How::delta, std::move(truth)});
    };
    const auto ask_all = [&](const char* name, Predicted of, const std::vector<double>& truth) {
      for (const How how : hows()) asked.push_back({name, of, how, truth});
    };
    if (model.supports(ClientQuantity::expected_spend)) {
      ask_all("expected spend", Predicted::expected_spend,
              truth_.expected_spend(all, kAlone).value);
      return asked;
    }
    const double horizon = case_.from.horizon;
    ask_all("expected purchases", Predicted::expected_purchases,
            truth_.expected_purchases(all, horizon, kAlone));
    ask_all("P(alive)", Predicted::p_alive, truth_.p_alive(all, horizon, kAlone));
    ask("discounted purchases", Predicted::discounted_purchases,
        truth_.discounted_purchases(all, kDiscount, horizon, kAlone));
    ask("purchases", Predicted::purchases, population_.ahead);
    return asked;
  }

  void predictions(const Asked& asked) {
    PredictionOptions options = options_of(asked.how);
    options.horizon = case_.from.horizon;
    options.discount = kDiscount;
    tables(asked.name, asked.how, asked.truth, fitted_.result().covariance.empty(), options,
           [&](const Summary& of, const PredictionOptions& with) {
             return prediction_intervals(fitted_, of, asked.of, with, kAlone);
           });
  }
  [[nodiscard]] std::vector<How> hows() const {
    if (!slow_) return {How::delta};
    if (!case_.from_data) return {How::delta, How::draws};
    return {How::delta, How::draws, How::profile, How::posterior};
  }
  [[nodiscard]] PredictionOptions options_of(How how) const {
    return {.level = case_.level,
            .method = kMethod[static_cast<int>(how)],
            .draws = kDraws,
            .fitted_to = how == How::profile || how == How::posterior ? &summary_ : nullptr};
  }
  void values() {
    const auto spend = FittedModel::fit("gamma_gamma", summary_, {}, kAlone);
    const auto true_spend = FittedModel::from_parameters("gamma_gamma", case_.from.spend, kUnit);
    const ClvOptions value{.horizon = case_.from.horizon};
    const Table worth = clv(truth_, true_spend, summary_, value, kAlone).clients;
    const auto truth = worth.float64("clv");
    const bool missing = fitted_.result().covariance.empty() || spend.result().covariance.empty();
    for (const How how : hows()) {
      tables("lifetime value", how, {truth.begin(), truth.end()}, missing, options_of(how),
             [&](const Summary& of, const PredictionOptions& with) {
               return clv_intervals(fitted_, spend, of, value, with, kAlone);
             });
    }
  }

  /// The intervals of some clients, of a tenth together and, not by draws, of all.
  template <class Intervals>
  void tables(const std::string& name, How how, const std::vector<double>& truth, bool missing,
              PredictionOptions options, Intervals&& intervals) {
    const auto ask = [&](const char* whose, const Summary& clients, std::size_t one_in) {
      Coverage& row =
          tally_.of(std::string(whose).append(name).append(kSuffix[static_cast<int>(how)]));
      if (missing) {
        row.missing += 1.0;
        return;
      }
      std::vector<double> of_clients;
      for (std::size_t i = 0; i < truth.size(); i += one_in) of_clients.push_back(truth[i]);
      const double sum = std::accumulate(of_clients.begin(), of_clients.end(), 0.0);
      try {
        judge_all(row, intervals(clients, options),
                  options.groups.empty() ? of_clients : std::vector<double>{sum});
      } catch (const Error& error) {
        if (error.status() != Status::not_supported) throw;
        row.missing += 1.0;  // a posterior that cannot be drawn from
      }
    };
    ask("a client's ", few_, kEvery);
    const std::vector<std::int64_t> together(truth.size(), 0);
    options.groups = std::span(together).first(tenth_.size());
    ask("a tenth's ", tenth_, kTenth);
    options.groups = together;
    if (options.method != IntervalMethod::sampling) ask("everyone's ", summary_, 1);
  }

  inline static const DiscountRate kDiscount = DiscountRate::effective(0.10, TimeUnit::year);

  const CoverageCase& case_;
  bool slow_;
  DrawnPopulation population_;
  Summary summary_, few_, tenth_;
  FittedModel truth_, fitted_;
  Tally tally_;
};

}  // namespace

std::vector<Coverage> measure_coverage(const CoverageCase& measured) {
  std::vector<Tally> tallies(measured.populations);
  parallel_for(measured.populations, 1, {.threads = measured.threads, .progress = {}}, "coverage",
               [&](std::size_t i, std::size_t) { tallies[i] = Measured(measured, i).tally(); });
  Tally total;
  for (const Tally& tally : tallies) total.add(tally);
  return total.rows();
}

}  // namespace tenure::testing
