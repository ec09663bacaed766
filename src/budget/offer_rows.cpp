#include "budget/offer_rows.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tenure::budget {
OfferRows::OfferRows(const OfferLimits& limits)
    : limits_(limits),
      segments_(
          std::max({std::size_t{1}, limits.segment_floor.size(), limits.segment_ceiling.size()})),
      channels_(std::max(std::size_t{1}, limits.channel_capacity.size())) {
  const auto segments = static_cast<Eigen::Index>(segments_);
  const auto channels = static_cast<Eigen::Index>(channels_);
  matrix_.resize(0, segments + channels);
  add("budget", limits.budget, false, 0, segments);
  add("contacts", limits.contacts, false, segments, channels);
  for (std::size_t c = 0; c < limits.channel_capacity.size(); ++c) {
    add("channel " + std::to_string(c), limits.channel_capacity[c], false,
        segments + static_cast<Eigen::Index>(c), 1);
  }
  for (std::size_t s = 0; s < limits.segment_floor.size(); ++s) {
    if (limits.segment_floor[s] == 0.0) continue;
    add("segment " + std::to_string(s) + " floor", limits.segment_floor[s], true,
        static_cast<Eigen::Index>(s), 1);
  }
  for (std::size_t s = 0; s < limits.segment_ceiling.size(); ++s) {
    add("segment " + std::to_string(s) + " ceiling", limits.segment_ceiling[s], false,
        static_cast<Eigen::Index>(s), 1);
  }
}

void OfferRows::add(std::string name, double limit, bool floor, Eigen::Index first,
                    Eigen::Index count) {
  if (!std::isfinite(limit)) return;
  const double sign = floor ? -1.0 : 1.0;
  const auto row = matrix_.rows();
  matrix_.conservativeResize(row + 1, static_cast<Eigen::Index>(segments_ + channels_));
  matrix_.row(row).setZero();
  matrix_.row(row).segment(first, count).setConstant(sign);
  bounds_.conservativeResize(row + 1);
  bounds_[row] = sign * limit;
  rows_.push_back({std::move(name), limit, floor});
}

Eigen::VectorXd OfferRows::use_of(const Offers& offers, const Choices& choices) const {
  Eigen::VectorXd use = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(segments_ + channels_));
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == kNoOffer) continue;
    use[segment_of(i)] += offers.cost(i, choices[i]);
    use[channel_of(choices[i])] += 1.0;
  }
  return use;
}

}  // namespace tenure::budget
