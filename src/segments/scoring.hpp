/// From values to bins 1 (least values) to `bins` (greatest), by the rules of `Scoring`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/segments.hpp>

namespace tenure::segment {

using Bins = std::vector<std::int64_t>;

/// Quantile number `i` of `of` equal parts by R's type 7: linear between order statistics.
/// `sorted` is ascending and not empty; 0 <= i <= of.
[[nodiscard]] double type_7_quantile(std::span<const double> sorted, int i, int of);

/// The bins - 1 type-7 quantiles that cut `values` into `bins` parts; empty without values.
[[nodiscard]] std::vector<double> quantile_cuts(std::span<const double> values, int bins);

/// Bins between the quantile cuts: a value on a cut belongs to the lower bin, so that equal values
/// share a bin. Only the order of values counts: no change of unit moves a value.
[[nodiscard]] Bins bins_by_quantile(std::span<const double> values, int bins);

/// Bins between `cuts`, ascending; a value on a cut belongs to the lower bin.
[[nodiscard]] Bins bins_by_cuts(std::span<const double> values, std::span<const double> cuts);

/// Bins of equally many values, the first ones one larger where it does not come out even (SQL's
/// NTILE). Equal values by position, or all in the bin of their mean place.
[[nodiscard]] Bins bins_by_rank(std::span<const double> values, int bins, RankTies ties);

/// bins_by_rank within every group of values that share a number in `groups`.
[[nodiscard]] Bins bins_by_rank_within(const Bins& groups, std::span<const double> values, int bins,
                                       RankTies ties);

}  // namespace tenure::segment
