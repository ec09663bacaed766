/// A log of purchases drawn from a Pareto/NBD model: the same on every machine.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>

namespace tenure::testing {

/// Clients who all bought first on day 0, observed for 78 weeks.
inline Portfolio drawn_portfolio(std::size_t clients) {
  const std::vector<double> parameters{0.9, 8.0, 0.8, 14.0};
  const auto drawn = FittedModel::from_parameters("pareto_nbd", parameters, TimeUnit::week)
                         .simulate(std::vector<double>(clients, 78.0), 7);
  ImportOptions options;
  options.observed_until = Day{78 * 7};
  PortfolioBuilder builder(options);
  for (std::size_t i = 0; i < drawn.client.size(); ++i) {
    PortfolioBuilder::Row row;
    row.client = drawn.client[i];
    row.day = Day{static_cast<std::int32_t>(std::floor(drawn.time[i] * 7))};
    builder.push(row);
  }
  return builder.build();
}

}  // namespace tenure::testing
