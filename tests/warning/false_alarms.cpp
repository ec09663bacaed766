#include "warning/false_alarms.hpp"

#include <algorithm>
#include <map>

#include "math/random.hpp"
#include <tenure/alerts.hpp>
#include <tenure/model.hpp>
#include <tenure/summary.hpp>

namespace tenure::testing {
namespace {

constexpr std::int32_t opened = 18262;  // 2020-01-01

/// Rows in the order of days within a client.
struct Log {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;

  [[nodiscard]] Portfolio portfolio(std::int32_t after, std::int32_t until) const {
    Log part;
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (days[i] <= after || days[i] > until) continue;
      part.clients.push_back(clients[i]);
      part.days.push_back(days[i]);
    }
    PurchaseArrays rows;
    rows.clients = std::span<const std::int64_t>(part.clients);
    rows.days = part.days;
    ImportOptions options;
    options.observed_until = Day{until};
    return Portfolio::from_arrays(rows, options);
  }
};

Log draw(const FalseAlarmCase& measured) {
  constexpr double days_a_week = 7.0, days_a_year = 365.0;
  const double end = measured.learnt_days + measured.watched_days;
  const auto k = static_cast<double>(measured.regularity);
  Log log;
  for (std::size_t client = 0; client < measured.clients; ++client) {
    math::RandomStream random(measured.seed, client);
    const double rate = random.gamma(measured.r, measured.alpha) / days_a_week;
    double time = days_a_year * random.uniform();
    while (time < end) {
      log.clients.push_back(static_cast<std::int64_t>(client));
      log.days.push_back(opened + static_cast<std::int32_t>(time));
      time += random.gamma(k, k * rate);
    }
  }
  return log;
}

FittedModel learn(const FalseAlarmCase& measured, const Portfolio& known) {
  if (measured.regularity > 1) {
    const double truth[] = {measured.r, measured.alpha};
    return FittedModel::from_parameters("nbd", truth, TimeUnit::week);
  }
  return FittedModel::fit("nbd", Summary::from_portfolio(known));
}

}  // namespace

std::vector<FalseAlarmRate> measure_false_alarms(const FalseAlarmCase& measured) {
  const Log log = draw(measured);
  const std::int32_t learnt = opened + measured.learnt_days - 1;
  const Portfolio known = log.portfolio(opened - 1, learnt);
  const FittedModel model = learn(measured, known);
  AlertMonitor monitor =
      AlertMonitor::create(known, {.purchases = &model,
                                   .false_alarms = measured.false_alarms,
                                   .overdue_alarms = measured.false_alarms,
                                   .slowdown = measured.slowdown,
                                   .regularity = static_cast<double>(measured.regularity)});

  constexpr std::int64_t classes[] = {1, 2, 5, 10};
  std::vector<FalseAlarmRate> rates{
      {"all"}, {"1 purchase"}, {"2 to 4"}, {"5 to 9"}, {"10 and more"}};
  const Table charts = monitor.charts();
  std::map<std::int64_t, std::size_t> class_of;
  const double years = measured.watched_days / 365.0;
  for (std::size_t i = 0; i < charts.rows(); ++i) {
    const auto above = std::ranges::upper_bound(classes, charts.int64("purchases")[i]);
    const auto which = static_cast<std::size_t>(above - std::begin(classes));
    class_of[charts.int64("client")[i]] = which;
    for (const std::size_t of : {std::size_t{0}, which}) {
      rates[of].clients += 1.0;
      rates[of].client_years += years;
    }
  }
  const std::int32_t end = learnt + measured.watched_days;
  for (std::int32_t day = learnt; day < end;) {
    const std::int32_t next = std::min(end, day + measured.update_days);
    const Table alerts = monitor.update(log.portfolio(day, next), Day{next});
    for (std::size_t i = 0; i < alerts.rows(); ++i) {
      if (alerts.text("signal")[i] != measured.signal) continue;
      rates[0].alarms += 1.0;
      rates[class_of.at(alerts.int64("client")[i])].alarms += 1.0;
    }
    day = next;
  }
  return rates;
}

}  // namespace tenure::testing
