#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "control/lever_shares.hpp"
#include "control/revenue.hpp"
#include <tenure/control.hpp>

namespace tenure {
namespace control {
namespace {

void check_plan(const std::string& name, const RevenuePlan& plan, std::size_t segments) {
  check_length(name + ".clients", plan.clients.size(), segments);
  check_length(name + ".frequency", plan.frequency.size(), segments);
  check_length(name + ".basket", plan.basket.size(), segments);
  check_rows(name + ".clients", plan.clients, check_at_least_0);
  check_rows(name + ".frequency", plan.frequency, check_at_least_0);
  check_rows(name + ".basket", plan.basket, check_at_least_0);
  if (plan.duration.empty()) return;
  check_length(name + ".duration", plan.duration.size(), segments);
  check_rows(name + ".duration", plan.duration, check_at_least_0);
}

/// The logarithm of 0 shares nothing out.
void check_factors(const std::string& name, const RevenuePlan& plan, std::size_t s) {
  const std::array<std::pair<const char*, double>, 3> factors{
      {{".frequency", plan.frequency[s]},
       {".basket", plan.basket[s]},
       {".duration", plan.duration.empty() ? 1.0 : plan.duration[s]}}};
  for (const auto& [factor, value] : factors) {
    if (value > 0.0) continue;
    refuse(name + factor, "above 0 where there are clients; with zeros ask for Shapley's", value,
           static_cast<std::int64_t>(s));
  }
}

void check_revenue(const char* argument, double basket, double revenue, std::size_t s) {
  if (revenue <= kLargestAmount) return;
  refuse(argument, "such that the segment's revenue is at most 1e100", basket,
         static_cast<std::int64_t>(s));
}

}  // namespace

Factors factors_of(const RevenuePlan& plan, double all_clients, std::size_t s) {
  Factors factors{};
  factors[clients] = all_clients;
  factors[mix] = all_clients > 0.0 ? plan.clients[s] / all_clients : 0.0;
  factors[frequency] = plan.frequency[s];
  factors[basket] = plan.basket[s];
  factors[duration] = plan.duration.empty() ? 1.0 : plan.duration[s];
  return factors;
}

double all_clients(const RevenuePlan& plan) {
  double sum = 0.0;
  for (const double n : plan.clients) sum += n;
  return sum;
}

std::vector<SegmentChange> segment_changes(const RevenuePlan& plan, const RevenuePlan& actual,
                                           Decomposition method) {
  const std::size_t segments = plan.clients.size();
  check_plan("plan", plan, segments);
  check_plan("actual", actual, segments);
  const double planned_clients = all_clients(plan), actual_clients = all_clients(actual);
  std::vector<SegmentChange> changes(segments);
  for (std::size_t s = 0; s < segments; ++s) {
    const bool was = plan.clients[s] > 0.0, is = actual.clients[s] > 0.0;
    SegmentChange& change = changes[s];
    if (was && is && method == Decomposition::lmdi) {
      check_factors("plan", plan, s);
      check_factors("actual", actual, s);
    }
    const Factors before = factors_of(plan, planned_clients, s);
    const Factors after = factors_of(actual, actual_clients, s);
    change.planned = product(before);
    change.actual = product(after);
    check_revenue("plan.basket", plan.basket[s], change.planned, s);
    check_revenue("actual.basket", actual.basket[s], change.actual, s);
    if (was && is) {
      change.levers = lever_shares(before, after, method);
    } else if (is) {
      change.gained = change.actual;
    } else if (was) {
      change.lost = -change.planned;
    }
  }
  return changes;
}

namespace {

Table segment_table(const std::vector<SegmentChange>& changes) {
  const std::size_t n = changes.size();
  std::vector<std::int64_t> segment(n);
  std::vector<double> planned(n), actual(n), change(n), gained(n), lost(n);
  std::array<std::vector<double>, lever_count> levers;
  for (std::size_t s = 0; s < n; ++s) {
    segment[s] = static_cast<std::int64_t>(s);
    planned[s] = changes[s].planned;
    actual[s] = changes[s].actual;
    change[s] = actual[s] - planned[s];
    gained[s] = changes[s].gained;
    lost[s] = changes[s].lost;
    for (std::size_t k = 0; k < lever_count; ++k) levers[k].push_back(changes[s].levers[k]);
  }
  Table::Builder table;
  table.int64("segment", std::move(segment))
      .float64("planned", std::move(planned))
      .float64("actual", std::move(actual))
      .float64("change", std::move(change));
  for (std::size_t k = 0; k < lever_count; ++k) {
    table.float64(kLeverNames[k], std::move(levers[k]));
  }
  return table.float64("new", std::move(gained)).float64("lost", std::move(lost)).build();
}

Table lever_table(const std::vector<SegmentChange>& changes) {
  std::array<double, lever_count + 2> sums{};
  double planned = 0.0, actual = 0.0;
  for (const SegmentChange& change : changes) {
    for (std::size_t k = 0; k < lever_count; ++k) sums[k] += change.levers[k];
    sums[lever_count] += change.gained;
    sums[lever_count + 1] += change.lost;
    planned += change.planned;
    actual += change.actual;
  }
  TextColumn lever;
  std::vector<double> change, share;
  std::vector<std::uint8_t> has_share;
  const auto add = [&](const char* name, double by) {
    lever.push_back(name);
    change.push_back(by);
    has_share.push_back(planned > 0.0);
    share.push_back(planned > 0.0 ? by / planned : 0.0);
  };
  for (std::size_t k = 0; k < lever_count; ++k) add(kLeverNames[k], sums[k]);
  add("new", sums[lever_count]);
  add("lost", sums[lever_count + 1]);
  add("total", actual - planned);
  return Table::Builder()
      .text("lever", std::move(lever))
      .float64("change", std::move(change))
      .float64("share", std::move(share), std::move(has_share))
      .build();
}

}  // namespace
}  // namespace control

RevenueBridge revenue_bridge(const RevenuePlan& plan, const RevenuePlan& actual,
                             Decomposition method) {
  const auto changes = control::segment_changes(plan, actual, method);
  return {.segments = control::segment_table(changes), .levers = control::lever_table(changes)};
}

}  // namespace tenure
