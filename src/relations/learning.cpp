#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "base/text.hpp"
#include <tenure/error.hpp>
#include <tenure/relations.hpp>

namespace tenure {
namespace {

constexpr double largest = 1e100;

void check_parallel(const char* function, std::size_t expected, std::size_t length,
                    const char* argument) {
  if (length == expected) return;
  throw Error(Status::invalid_argument,
              std::string(function) + ": " + std::to_string(length) + " entries of " + argument +
                  " for " + std::to_string(expected) + " clients",
              argument);
}

void check_range(const char* function, std::span<const double> values, double least, double most,
                 const char* argument) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] >= least && values[i] <= most) continue;
    throw Error(Status::invalid_argument,
                std::string(function) + ": " + argument + " must be " + to_text(least) + " to " +
                    to_text(most) + ", not " + to_text(values[i]),
                argument, static_cast<std::int64_t>(i));
  }
}

void check(const RatePrior& prior, double level) {
  constexpr double least = 1e-6, most = 1e15;
  const auto refuse = [](const char* name, double value) {
    throw Error(Status::invalid_argument,
                "learned_rates: " + std::string(name) + " is out of range: " + to_text(value),
                name);
  };
  if (!(prior.shape >= least && prior.shape <= most)) refuse("shape", prior.shape);
  if (!(prior.rate >= least && prior.rate <= most)) refuse("rate", prior.rate);
  if (!(level > 0.0 && level < 1.0)) refuse("level", level);
}

}  // namespace

Table learned_rates(std::span<const double> events, std::span<const double> exposure,
                    const RatePrior& prior, double level) {
  check(prior, level);
  check_parallel("learned_rates", events.size(), exposure.size(), "exposure");
  check_range("learned_rates", events, 0.0, 1e15, "events");
  check_range("learned_rates", exposure, 0.0, 1e15, "exposure");
  std::vector<double> mean, cv, from, to, credibility;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const double shape = prior.shape + events[i], rate = prior.rate + exposure[i];
    mean.push_back(shape / rate);
    cv.push_back(1.0 / std::sqrt(shape));
    from.push_back(boost::math::gamma_p_inv(shape, 0.5 * (1.0 - level)) / rate);
    to.push_back(boost::math::gamma_p_inv(shape, 0.5 * (1.0 + level)) / rate);
    credibility.push_back(exposure[i] / rate);
  }
  return Table::Builder()
      .float64("mean", std::move(mean))
      .float64("cv", std::move(cv))
      .float64("from", std::move(from))
      .float64("to", std::move(to))
      .float64("credibility", std::move(credibility))
      .build();
}

Table value_of_information(std::span<const double> probability, std::span<const double> gain,
                           std::span<const double> cost) {
  constexpr const char* function = "value_of_information";
  check_parallel(function, probability.size(), gain.size(), "gain");
  check_parallel(function, probability.size(), cost.size(), "cost");
  check_range(function, probability, 0.0, 1.0, "probability");
  check_range(function, gain, -largest, largest, "gain");
  check_range(function, cost, -largest, largest, "cost");
  std::vector<double> net, known, evpi;
  std::vector<std::uint8_t> acts;
  for (std::size_t i = 0; i < probability.size(); ++i) {
    const double p = probability[i];
    net.push_back(p * gain[i] - cost[i]);
    // Where it does not work the cost is spared, or earned if it is negative.
    known.push_back(p * std::max(0.0, gain[i] - cost[i]) + (1.0 - p) * std::max(0.0, -cost[i]));
    evpi.push_back(std::max(0.0, known.back() - std::max(0.0, net.back())));
    acts.push_back(net.back() > 0.0);
  }
  return Table::Builder()
      .float64("probability", {probability.begin(), probability.end()})
      .float64("net", std::move(net))
      .float64("net_if_known", std::move(known))
      .float64("evpi", std::move(evpi))
      .boolean("acts", std::move(acts))
      .build();
}

}  // namespace tenure
