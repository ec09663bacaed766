/// Clients in tenths, by what is predicted of them.
#pragma once

#include <array>
#include <span>

namespace tenure::evaluation {

/// Sums over the clients of one tenth.
struct Decile {
  double clients = 0.0;
  double predicted = 0.0;
  double actual = 0.0;
};

/// The first is the tenth of the highest predictions. Clients of equal predictions share their
/// places across the edges of tenths. `weight`: clients a row stands for; empty: one each.
[[nodiscard]] std::array<Decile, 10> deciles(std::span<const double> predicted,
                                             std::span<const double> actual,
                                             std::span<const double> weight = {});

}  // namespace tenure::evaluation
