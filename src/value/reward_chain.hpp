/// A Markov chain with rewards, checked, and the discount of its period.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tenure/markov_value.hpp>

namespace tenure::value {

struct RewardChain {
  std::size_t states = 0;
  std::vector<double> matrix;   ///< row-major
  std::vector<double> rewards;  ///< discounted to the start of their period
  double discount = 1.0;        ///< of one period: 1 / (1 + d)

  /// Reward plus discounted mean of `values` after one move.
  [[nodiscard]] double step(std::size_t from, std::span<const double> values) const;
};

/// Throws as markov_value(); `function` is named in errors.
[[nodiscard]] RewardChain reward_chain(const std::string& function, std::span<const double> matrix,
                                       std::span<const double> rewards,
                                       const MarkovValueOptions& options);

/// The values of going on in the states marked in `is_continued`, for ever, and of `stop_values` in
/// the others.
[[nodiscard]] std::vector<double> values_for_ever(const RewardChain& chain,
                                                  std::span<const std::uint8_t> is_continued,
                                                  std::span<const double> stop_values);

}  // namespace tenure::value
