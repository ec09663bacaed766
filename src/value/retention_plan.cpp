#include <cmath>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "math/quadrature.hpp"
#include "value/cash_ledger.hpp"
#include <tenure/cash_flow.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

void check(bool holds, const char* argument, const char* domain, double got) {
  if (holds) return;
  throw Error(
      Status::invalid_argument,
      "cash_flows: " + std::string(argument) + " must be " + domain + ", not " + to_text(got),
      argument);
}

void check(const RetentionPlan& plan) {
  constexpr std::int64_t most_cycles = 100'000;
  const MarginCurve& margin = plan.margin;
  check(std::isfinite(margin.start), "margin", "finite", margin.start);
  check(std::isfinite(margin.acceleration), "acceleration", "finite", margin.acceleration);
  check(margin.turning >= 0.0 && std::isfinite(margin.turning), "turning", "at least 0 and finite",
        margin.turning);
  check(std::isfinite(margin.rise), "rise", "finite", margin.rise);
  check(
      plan.retention >= 0.0 && plan.retention <= 1.0 && !(plan.continuous && plan.retention == 0.0),
      "retention", plan.continuous ? "above 0 and at most 1" : "between 0 and 1", plan.retention);
  check(plan.promotion >= 0.0 && std::isfinite(plan.promotion), "promotion",
        "at least 0 and finite", plan.promotion);
  check(plan.cycles >= 0 && plan.cycles <= most_cycles, "cycles", "0 to 100000",
        static_cast<double>(plan.cycles));
  check(plan.cycle > 0.0 && std::isfinite(plan.cycle * static_cast<double>(plan.cycles + 1)),
        "cycle", "above 0 and, all together, finite", plan.cycle);
}

/// Integrals over a cycle that the turning point may cut.
template <class Function>
double over_cycle(const MarginCurve& margin, double begin, double end, Function&& f) {
  constexpr double tolerance = 1e-13;
  const auto piece = [&](double from, double to) {
    return math::integrate_adaptive(f, from, to, tolerance).value;
  };
  if (margin.turning <= begin || margin.turning >= end) return piece(begin, end);
  return piece(begin, margin.turning) + piece(margin.turning, end);
}

/// The chance and the discount of a cycle's flow are those of its mean unit of margin.
void add_flow(value::CashLedger& ledger, const RetentionPlan& plan, double force, double cycle) {
  const double losses = -std::log(plan.retention) / plan.cycle;
  const double begin = cycle * plan.cycle, end = begin + plan.cycle;
  const MarginCurve& margin = plan.margin;
  const double amount = over_cycle(margin, begin, end, [&](double t) { return margin.at(t); });
  const double expected = over_cycle(
      margin, begin, end, [&](double t) { return margin.at(t) * std::exp(-losses * t); });
  const double present = over_cycle(
      margin, begin, end, [&](double t) { return margin.at(t) * std::exp(-(losses + force) * t); });
  ledger.add(begin, amount, amount != 0.0 ? expected / amount : 0.0,
             expected != 0.0 ? present / expected : 0.0);
}

}  // namespace

double MarginCurve::at(double time) const {
  if (time <= turning) return start + acceleration * time * time;
  return start + acceleration * turning * turning + rise * -std::expm1(turning - time);
}

CashFlowResult cash_flows(const RetentionPlan& plan, const CashFlowOptions& options) {
  check(plan);
  const double force = options.discount.force_per(options.unit);
  value::CashLedger ledger(2 * static_cast<std::size_t>(plan.cycles) + 1);
  double alive = 1.0;
  const auto pay_margin = [&](double cycle) {
    const double time = cycle * plan.cycle;
    ledger.add(time, plan.margin.at(time), alive, std::exp(-force * time));
  };
  if (!plan.continuous) pay_margin(0.0);
  for (std::int64_t i = 0; i < plan.cycles; ++i) {
    const auto cycle = static_cast<double>(i);
    if (plan.continuous) add_flow(ledger, plan, force, cycle);
    if (plan.promotion > 0.0) {
      const double middle = (cycle + 0.5) * plan.cycle;
      ledger.add(middle, -plan.promotion, alive, std::exp(-force * middle));
    }
    alive *= plan.retention;
    if (!plan.continuous) pay_margin(cycle + 1.0);
  }
  return std::move(ledger).result();
}

}  // namespace tenure
