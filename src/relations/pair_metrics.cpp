#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include <tenure/error.hpp>
#include <tenure/offers.hpp>

namespace tenure {
namespace {

double x_log_x(double x) { return x > 0.0 ? x * std::log(x) : 0.0; }

}  // namespace

PairMetrics pair_metrics(double all, double a, double b, double both) {
  constexpr double most = 1e15;
  const double neither = all - a - b + both;
  if (!(all <= most && both >= 0.0 && both <= a && both <= b && neither >= 0.0)) {
    throw Error(Status::invalid_argument,
                "pair_metrics: " + to_text(both) + " baskets with both of " + to_text(a) + " and " +
                    to_text(b) + " of " + to_text(all) + " are not possible",
                "both");
  }
  PairMetrics metrics;
  if (both > 0.0) {
    metrics.confidence = both / a;
    metrics.lift = both * all / (a * b);
    metrics.jaccard = both / (a + b - both);
  }
  if (all > 0.0) {
    metrics.support = both / all;
    metrics.leverage = metrics.support - (a / all) * (b / all);
  }
  if (a > both) metrics.conviction = (1.0 - b / all) / (1.0 - metrics.confidence);
  // Twice the entropies of rows and columns less that of the cells (Dunning's table of counts).
  const double cells = x_log_x(both) + x_log_x(a - both) + x_log_x(b - both) + x_log_x(neither);
  const double margins =
      x_log_x(a) + x_log_x(all - a) + x_log_x(b) + x_log_x(all - b) - x_log_x(all);
  metrics.g2 = std::max(0.0, 2.0 * (cells - margins));
  return metrics;
}

}  // namespace tenure
