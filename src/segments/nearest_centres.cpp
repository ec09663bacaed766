#include "segments/nearest_centres.hpp"

#include <algorithm>
#include <limits>

namespace tenure::segment {
namespace {

constexpr std::size_t block = NearestCentres::block;
using Numbers = std::array<double, block>;

/// Adds the squares of `width` columns to the sums; as many as stay in registers.
template <std::size_t width>
void add_squares(const double* coordinates, const double* centre, Numbers& sums) {
  for (std::size_t i = 0; i < block; ++i) {
    double sum = sums[i];
    for (std::size_t c = 0; c < width; ++c) {
      const double difference = coordinates[c * block + i] - centre[c];
      sum += difference * difference;
    }
    sums[i] = sum;
  }
}

void squared_distances(const double* coordinates, const double* centre, std::size_t columns,
                       Numbers& sums) {
  constexpr std::size_t width = 4;
  sums.fill(0.0);
  std::size_t c = 0;
  for (; c + width <= columns; c += width) {
    add_squares<width>(coordinates + c * block, centre + c, sums);
  }
  for (; c < columns; ++c) add_squares<1>(coordinates + c * block, centre + c, sums);
}

}  // namespace

NearestCentres::NearestCentres(std::span<const double> centres, std::size_t columns)
    : centres_(centres), columns_(columns), coordinates_(columns * block) {}

void NearestCentres::add(std::size_t client, const double* row) {
  clients_[size_] = client;
  for (std::size_t c = 0; c < columns_; ++c) coordinates_[c * block + size_] = row[c];
  ++size_;
}

void NearestCentres::find() {
  first_.fill(std::numeric_limits<double>::max());
  second_ = first_;
  nearest_.fill(0.0);
  Numbers sums;
  double number = 0.0;
  for (std::size_t j = 0; j < centres_.size(); j += columns_, number += 1.0) {
    squared_distances(coordinates_.data(), &centres_[j], columns_, sums);
    // Written so that it becomes comparisons and masks, without a branch. Of equal distances the
    // first centre's is taken.
    for (std::size_t i = 0; i < block; ++i) {
      const double sum = sums[i], first = first_[i], second = second_[i];
      const double larger = sum > first ? sum : first;
      second_[i] = larger < second ? larger : second;
      nearest_[i] = sum < first ? number : nearest_[i];
      first_[i] = sum < first ? sum : first;
    }
  }
}

}  // namespace tenure::segment
