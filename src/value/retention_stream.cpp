#include "value/retention_stream.hpp"

#include <cmath>
#include <limits>

#include "value/continuous_stream.hpp"
#include "value/stayers.hpp"

namespace tenure::value {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Terms of a sum without a closed form; 0.1 s.
constexpr double most_terms = 1e7;

/// The timings as numbers: renewals before the first payment, and its time in periods.
struct FirstPayment {
  int renewals;
  double time;
};
FirstPayment first_payment(RetentionTiming timing) {
  switch (timing) {
    case RetentionTiming::about_to_renew:
      return {1, 0.0};
    case RetentionTiming::in_arrears:
      return {0, 1.0};
    case RetentionTiming::first_excluded:
      return {1, 1.0};
    case RetentionTiming::mid_period:
      return {0, 0.5};
    case RetentionTiming::just_acquired:
    case RetentionTiming::continuous:
      break;
  }
  return {0, 0.0};
}

/// Mean and variance of numbers that come with probabilities, without cancellation (West 1979).
class Moments {
 public:
  void add(double probability, double number) {
    if (!(probability > 0.0)) return;
    total_ += probability;
    const double step = (number - mean_) * probability / total_;
    squares_ += probability * (number - mean_) * (number - mean_ - step);
    mean_ += step;
  }
  [[nodiscard]] double variance() const { return squares_ / total_; }

 private:
  double total_ = 0.0, mean_ = 0.0, squares_ = 0.0;
};

/// One chance to stay for ever: geometric series. With q the chance to stay and w the worth of a
/// payment in that of the one before, the variance is written without the difference that cancels.
std::optional<StreamValue> geometric_value(const RetentionStream& stream) {
  const auto [renewals, time] = first_payment(stream.timing);
  const double q = stream.retention * stream.solvency;
  const double w = stream.growth * std::exp(-stream.force);
  const double x = q * w;
  if (!(x < 1.0)) return std::nullopt;
  const double first = std::exp(-stream.force * time);
  const double start = renewals == 1 ? q : 1.0;
  const double spread = renewals == 1 ? q * (1.0 - q) : x * w * (1.0 - q);
  const double squares = 1.0 - x * w;
  StreamValue result;
  result.value = first * start / (1.0 - x);
  result.variance = squares > 0.0  ? first * first * spread / ((1.0 - x) * (1.0 - x) * squares)
                    : spread > 0.0 ? infinity
                                   : 0.0;
  result.payments = q < 1.0 ? start / (1.0 - q) : infinity;
  result.mean_renewals = renewals + x / (1.0 - x);
  result.mean_time = time + x / (1.0 - x);
  return result;
}

/// The sum payment by payment: `visit(k, alive, worth)` is told of each and says whether to go on.
/// Gives the chance to have been there until the end, or no value if there were too many.
template <class Visit>
std::optional<double> each_payment(const RetentionStream& stream, Visit&& visit) {
  const auto [renewals, time] = first_payment(stream.timing);
  const double w = stream.growth * std::exp(-stream.force);
  Stayers stayers(stream.retention, stream.polarization, stream.solvency);
  double alive = 1.0, worth = std::exp(-stream.force * time);
  if (renewals == 1) alive = stayers.next();
  const double end = stream.horizon.value_or(infinity);
  for (double k = 0.0; k < end; k += 1.0, worth *= w) {
    if (k >= most_terms) return std::nullopt;
    const double after = alive * stayers.next();
    if (!visit(k, alive, after, worth)) return alive;
    alive = after;
  }
  return alive;
}

std::optional<StreamValue> summed_value(const RetentionStream& stream) {
  const auto [renewals, time] = first_payment(stream.timing);
  const double w = stream.growth * std::exp(-stream.force);
  if (!stream.horizon && !(w < 1.0)) return std::nullopt;
  constexpr double negligible = 1e-17;
  StreamValue result;
  Moments paid_by_leavers;
  double paid = 0.0, later = 0.0, left = 0.0;
  const double end = stream.horizon.value_or(infinity);
  const auto alive = each_payment(stream, [&](double k, double here, double after, double worth) {
    if (k == 0.0 && renewals == 1) paid_by_leavers.add(1.0 - here, 0.0);
    paid += worth;
    result.value += here * worth;
    later += k * here * worth;
    result.payments += here;
    const bool is_last = k + 1.0 == end;
    paid_by_leavers.add(is_last ? here : here - after, paid);
    left = after;
    // What is still to come, of value and of its mean time, at most.
    const double rest = after * worth * w / (1.0 - w) * (1.0 + k + 1.0 / (1.0 - w));
    const bool payments_end = stream.solvency == 1.0 || after <= negligible * result.payments;
    return stream.horizon || !(rest <= negligible * result.value && payments_end);
  });
  if (!alive) return std::nullopt;
  if (!stream.horizon) {
    paid_by_leavers.add(left, paid);
    if (stream.solvency == 1.0) {
      result.payments = Stayers(stream.retention, stream.polarization, 1.0).mean_periods() -
                        static_cast<double>(renewals);
    }
  }
  result.variance = paid_by_leavers.variance();
  const double mean_index = result.value > 0.0 ? later / result.value : 0.0;
  result.mean_renewals = renewals + mean_index;
  result.mean_time = time + mean_index;
  return result;
}

bool is_geometric(const RetentionStream& stream) {
  return stream.polarization == 0.0 && !stream.horizon;
}

/// The closed form of the number of payments, put right by the sums beside it.
double geometric_payback(double first, double x, double cost) {
  const auto worth_of = [&](double n) { return first * -std::expm1(n * std::log(x)) / (1.0 - x); };
  double n = std::ceil(std::log1p(-cost * (1.0 - x) / first) / std::log(x));
  if (n > 1.0 && worth_of(n - 1.0) >= cost) return n - 1.0;
  return worth_of(n) < cost ? n + 1.0 : n;
}

}  // namespace

std::optional<StreamValue> value_of(const RetentionStream& stream) {
  if (stream.timing == RetentionTiming::continuous) return continuous_value(stream);
  return is_geometric(stream) ? geometric_value(stream) : summed_value(stream);
}

std::optional<double> payback(const RetentionStream& stream, double cost) {
  if (cost <= 0.0) return 0.0;
  const std::optional<StreamValue> all = value_of(stream);
  if (!all || all->value < cost || (!stream.horizon && all->value == cost)) return std::nullopt;
  if (stream.timing == RetentionTiming::continuous) return continuous_payback(stream, cost);
  const auto [renewals, time] = first_payment(stream.timing);
  const double q = stream.retention * stream.solvency;
  const double x = q * stream.growth * std::exp(-stream.force);
  const double first = std::exp(-stream.force * time) * (renewals == 1 ? q : 1.0);
  if (first >= cost) return 1.0;
  if (is_geometric(stream)) return geometric_payback(first, x, cost);
  double earned = 0.0, payments = 0.0;
  const auto alive = each_payment(stream, [&](double, double here, double, double worth) {
    earned += here * worth;
    payments += 1.0;
    return earned < cost;
  });
  return alive ? std::optional(payments) : std::nullopt;
}

}  // namespace tenure::value
