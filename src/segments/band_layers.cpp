#include "segments/band_layers.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <tenure/error.hpp>

namespace tenure::segment {

BandLayers::BandLayers(const DistinctValues& values)
    : weights_{0.0}, sums_{0.0}, squares_{0.0}, least_(values.value.size()) {
  // Away from zero the differences of sums would keep few digits.
  const double middle = values.value[values.value.size() / 2];
  for (std::size_t i = 0; i < values.value.size(); ++i) {
    const double value = values.value[i] - middle, clients = values.clients[i];
    weights_.push_back(weights_.back() + clients);
    sums_.push_back(sums_.back() + clients * value);
    squares_.push_back(squares_.back() + clients * value * value);
  }
}

double BandLayers::within(std::size_t from, std::size_t to) const {
  const double sum = sums_[to + 1] - sums_[from];
  const double squares = squares_[to + 1] - squares_[from];
  return std::max(0.0, squares - sum * sum / (weights_[to + 1] - weights_[from]));
}

void BandLayers::add_band(const Execution& execution) {
  const std::size_t n = least_.size(), before = bands();
  std::vector<std::uint32_t> start(n, 0);
  std::vector<double> least(n);
  if (before == 0) {
    for (std::size_t j = 0; j < n; ++j) least[j] = within(0, j);
    least_ = std::move(least);
    starts_.push_back(std::move(start));
    return;
  }
  // The best start of the last band never falls as its end moves up, so that the start of a place
  // in the middle bounds those of both sides.
  std::vector<Range> open{{before, n - 1, before, n - 1}};
  std::size_t done = before;
  while (!open.empty()) {
    const Range range = open.back();
    open.pop_back();
    const std::size_t j = range.from + (range.to - range.from) / 2;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = range.least; i <= std::min(j, range.greatest); ++i) {
      const double sum = least_[i - 1] + within(i, j);
      if (sum < best) {
        best = sum;
        start[j] = static_cast<std::uint32_t>(i);
      }
    }
    least[j] = best;
    if (j > range.from) open.push_back({range.from, j - 1, range.least, start[j]});
    if (j < range.to) open.push_back({j + 1, range.to, start[j], range.greatest});
    constexpr std::size_t places_a_report = 65536;
    if (++done % places_a_report == 0 && execution.progress &&
        !execution.progress(static_cast<double>(done) / static_cast<double>(n), "finding bands")) {
      throw Error(Status::cancelled, "cancelled while finding bands");
    }
  }
  least_ = std::move(least);
  starts_.push_back(std::move(start));
}

std::vector<std::size_t> BandLayers::first_values(std::size_t bands) const {
  std::vector<std::size_t> first(bands);
  std::size_t end = least_.size() - 1;
  for (std::size_t band = bands; band-- > 0;) {
    first[band] = starts_[band][end];
    end = first[band] - 1;  // not read after the first band, which begins at 0
  }
  return first;
}

}  // namespace tenure::segment
