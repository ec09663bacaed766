/// How close a relation is, in seven dimensions, and what more could be learnt of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Contacts with clients, one an entry.
struct Contacts {
  std::span<const std::int64_t> client = {};  ///< place of the client among the portfolio's, from 0
  std::span<const std::int32_t> day = {};     ///< days since 1970-01-01
  std::span<const double> weight = {};        ///< above 0; empty: 1 each
};

struct IntensityOptions {
  double half_life = 90;  ///< days after which a contact counts half
  /// Of the dimensions in their order (nature, contacts, time, space, volume, financial, value), 0
  /// or more; empty: 1 each.
  std::span<const double> weights = {};
  std::span<const double> value = {};  ///< of each client; empty: the margin, if costs are known
};

/// The intensity of each client's relation in seven dimensions: client; nature (categories bought,
/// as the number of equally frequent ones that would be as diverse), contacts (each weighted by
/// 2^(-age / half_life)), time (days since the first purchase), space (channels used, as nature),
/// volume (purchases), financial (spend), value; then the same with "_percentile", the share of
/// clients below, of equal ones the middle, so that it lies between 0 and 1; then dimensions (how
/// many of the seven are known) and composite, the weighted geometric mean of the known
/// percentiles: no dimension makes up for another. Dimensions that the portfolio does not record
/// are left out.
[[nodiscard]] Table relation_intensity(const Portfolio& portfolio, const Contacts& contacts = {},
                                       const IntensityOptions& options = {},
                                       const Execution& execution = {});

/// A law of rates between clients: Gamma(shape, rate).
struct RatePrior {
  double shape = 0;
  double rate = 0;  ///< in the unit of time of the exposures
};

/// What is learnt of each client's rate from his events: mean, cv (standard deviation over mean),
/// from, to (which hold it with probability `level`), credibility (the weight of his own history in
/// the mean, the rest being the base's). `events` and `exposure` (time) are 0 or more and finite.
[[nodiscard]] Table learned_rates(std::span<const double> events, std::span<const double> exposure,
                                  const RatePrior& prior, double level = 0.9);

/// What it is worth to know beforehand for which clients an action works: probability (that it
/// works), net (of acting on all), net_if_known (of acting where it works), evpi (expected value of
/// perfect information: what a survey or a test of a client may cost at most), acts (whether acting
/// pays as things are). `gain`: of an action that works; `cost`: of any.
[[nodiscard]] Table value_of_information(std::span<const double> probability,
                                         std::span<const double> gain,
                                         std::span<const double> cost);

}  // namespace tenure
