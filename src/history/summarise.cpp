/// Portfolio to Summary.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/parallel.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include "history/purchases.hpp"
#include "history/summary_data.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t clients_a_summary_chunk = 4096;

Day checked_end(const Portfolio::Data& portfolio, const SummaryOptions& options) {
  const Day end = options.observed_until.value_or(portfolio.observed_until);
  if (end > portfolio.observed_until && portfolio.options.observed_until) {
    throw Error(Status::invalid_argument,
                "the log is observed until " + portfolio.observed_until.to_string() + ", not " +
                    end.to_string(),
                "observed_until");
  }
  if (options.calibration_end && *options.calibration_end > end) {
    throw Error(Status::invalid_argument,
                "the calibration period cannot end on " + options.calibration_end->to_string() +
                    ", after the observation on " + end.to_string(),
                "calibration_end");
  }
  return end;
}

class Summariser {
 public:
  Summariser(const Portfolio& portfolio, const SummaryOptions& options)
      : whole_(portfolio),
        portfolio_(portfolio.data()),
        unit_(options.unit),
        end_(checked_end(portfolio_, options)),
        calibration_end_(options.calibration_end.value_or(end_)) {
    static_cast<void>(to_string(unit_));  // rejects a unit that is none
    data_->unit = unit_;
    data_->calibration_end = calibration_end_;
    data_->observed_until = end_;
    data_->has_holdout = options.calibration_end.has_value();
    if (data_->has_holdout) data_->holdout_length = time_between(calibration_end_, end_, unit_);
  }

  std::shared_ptr<const Summary::Data> run(const Execution& execution) {
    select_clients();
    make_room();
    make_table_of_logarithms();
    parallel_for(clients_.size(), clients_a_summary_chunk, execution, "summarising",
                 [this](std::size_t begin, std::size_t end) {
                   std::vector<Purchase> spare;
                   for (std::size_t row = begin; row < end; ++row) {
                     summarise(row, spare);
                     if (data_->has_holdout) summarise_holdout(row, spare);
                   }
                 });
    return std::move(data_);
  }

 private:
  /// Those with a purchase in the calibration period who may be profiled; counts the others known
  /// by the end.
  void select_clients() {
    for (std::size_t c = 0; c < portfolio_.clients(); ++c) {
      std::size_t line = portfolio_.offsets[c];
      const std::size_t stop = portfolio_.offsets[c + 1];
      while (line < stop && is_return(portfolio_.lines, line)) ++line;
      if (line < stop && Day{portfolio_.lines.day[line]} <= calibration_end_) {
        if (whole_.has_flag(c, ClientFlag::no_profiling)) {
          ++data_->excluded_clients;
        } else {
          clients_.push_back(c);
        }
      } else if (Day{portfolio_.lines.day[portfolio_.offsets[c]]} <= end_) {
        ++data_->clients_left_out;
      }
    }
    data_->ids = select(portfolio_.ids, clients_);
  }

  void make_room() {
    const std::size_t rows = clients_.size();
    for (auto* column :
         {&data_->frequency, &data_->recency, &data_->age, &data_->log_interpurchase}) {
      column->resize(rows);
    }
    data_->first_day.resize(rows);
    data_->last_day.resize(rows);
    if (portfolio_.has_amounts) {
      data_->spend.resize(rows);
      data_->mean_spend.resize(rows);
    }
    if (portfolio_.has_amounts && portfolio_.has_costs) data_->margin.resize(rows);
    if (data_->has_holdout) data_->holdout_frequency.resize(rows);
    if (data_->has_holdout && portfolio_.has_amounts) data_->holdout_spend.resize(rows);
  }

  void summarise(std::size_t row, std::vector<Purchase>& spare) const {
    Purchase first{}, last{};
    std::int64_t purchases = 0, spend = 0;
    double log_intervals = 0;
    const auto add = [&](const Purchase& purchase) {
      if (purchases == 0) {
        first = purchase;
      } else if (purchase.day != last.day) {
        log_intervals += log_interval(Day{last.day}, Day{purchase.day});
      }
      last = purchase;
      ++purchases;
      spend += purchase.amount;
    };
    for_purchases(portfolio_, clients_[row], calibration_end_, spare, add);
    const auto repeats = static_cast<double>(purchases - 1);
    data_->frequency[row] = repeats;
    data_->recency[row] = time_between(Day{first.day}, Day{last.day}, unit_);
    data_->age[row] = time_between(Day{first.day}, calibration_end_, unit_);
    data_->first_day[row] = first.day;
    data_->last_day[row] = last.day;
    data_->log_interpurchase[row] = log_intervals;
    if (!portfolio_.has_amounts) return;
    data_->spend[row] = units(spend);
    data_->mean_spend[row] = repeats > 0 ? units(spend - first.amount) / repeats : 0;
    if (portfolio_.has_costs) data_->margin[row] = units(spend - cost(clients_[row]));
  }

  /// Later returns are taken off before; what they take off the calibration period counts nowhere
  /// here, since it was not known at its end.
  void summarise_holdout(std::size_t row, std::vector<Purchase>& spare) const {
    std::int64_t purchases = 0, spend = 0;
    for_purchases(portfolio_, clients_[row], end_, spare, [&](const Purchase& purchase) {
      if (Day{purchase.day} <= calibration_end_) return;
      ++purchases;
      spend += purchase.amount;
    });
    data_->holdout_frequency[row] = static_cast<double>(purchases);
    if (portfolio_.has_amounts) data_->holdout_spend[row] = units(spend);
  }

  /// The logarithm of the time between two days; those of a few years are looked up.
  [[nodiscard]] double log_interval(Day from, Day to) const {
    const auto days = static_cast<std::size_t>(to.since_epoch - from.since_epoch);
    return days < log_of_days_.size() ? log_of_days_[days]
                                      : std::log(time_between(from, to, unit_));
  }
  void make_table_of_logarithms() {
    constexpr std::int64_t kMostDays = 4096;
    if (unit_ != TimeUnit::day && unit_ != TimeUnit::week) return;  // others depend on the date
    const std::int64_t longest = (calibration_end_ - portfolio_.first_day).count;
    const auto purchases = static_cast<std::int64_t>(portfolio_.purchases);
    const std::int64_t days = std::min({kMostDays, longest + 1, purchases});
    for (std::int32_t day = 0; day < days; ++day) {
      log_of_days_.push_back(day == 0 ? 0.0 : std::log(time_between(Day{0}, Day{day}, unit_)));
    }
  }

  /// Of all lines of the calibration period, returns included.
  [[nodiscard]] std::int64_t cost(std::size_t client) const {
    std::int64_t sum = 0;
    for (std::size_t i = portfolio_.offsets[client]; i < portfolio_.offsets[client + 1]; ++i) {
      if (Day{portfolio_.lines.day[i]} > calibration_end_) break;
      sum += portfolio_.lines.cost[i];
    }
    return sum;
  }

  [[nodiscard]] double units(std::int64_t minor) const {
    return units_from_minor(minor, portfolio_.options.currency.decimals);
  }

  const Portfolio& whole_;
  const Portfolio::Data& portfolio_;
  const TimeUnit unit_;
  const Day end_, calibration_end_;
  std::shared_ptr<Summary::Data> data_ = std::make_shared<Summary::Data>();
  std::vector<std::size_t> clients_;
  std::vector<double> log_of_days_;  // by the days between
};

}  // namespace

Summary Summary::from_portfolio(const Portfolio& portfolio, const SummaryOptions& options,
                                const Execution& execution) {
  return Summary(Summariser(portfolio, options).run(execution));
}

}  // namespace tenure
