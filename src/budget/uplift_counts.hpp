/// Clients by falling score of uplift, and areas below the curves that their outcomes draw.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tenure::budget {

/// Clients and outcomes so far, by kind.
struct UpliftCounts {
  double treated = 0.0, control = 0.0;
  double treated_outcome = 0.0, control_outcome = 0.0;

  void add(bool is_treated, bool outcome, double weight = 1.0) {
    (is_treated ? treated : control) += weight;
    (is_treated ? treated_outcome : control_outcome) += outcome ? weight : 0.0;
  }
  [[nodiscard]] double clients() const { return treated + control; }
  [[nodiscard]] double qini() const {
    return treated_outcome - (control > 0.0 ? control_outcome * treated / control : 0.0);
  }
  [[nodiscard]] double effect() const {
    return (treated > 0.0 ? treated_outcome / treated : 0.0) -
           (control > 0.0 ? control_outcome / control : 0.0);
  }
};

/// One number for each of the two curves.
struct UpliftAreas {
  double qini = 0.0, uplift = 0.0;
};

struct UpliftOrder {
  std::vector<UpliftCounts> points;      ///< after each group of equal scores; first none
  std::vector<std::size_t> first_point;  ///< of each client: the first that counts him
};

[[nodiscard]] UpliftOrder uplift_order(std::span<const std::uint8_t> outcome,
                                       std::span<const std::uint8_t> treated,
                                       std::span<const double> score);

/// By the trapezoidal rule, over clients.
[[nodiscard]] UpliftAreas areas_below(const std::vector<UpliftCounts>& points);

/// The triangles below the last point.
[[nodiscard]] UpliftAreas areas_of_random(const UpliftCounts& all);

/// What one client more like him adds to the areas: their derivatives by the weight of each client.
/// Summed squares of these are the infinitesimal jackknife's variance: B. Efron (1982), "The
/// jackknife, the bootstrap and other resampling plans", section 6.
[[nodiscard]] std::vector<UpliftAreas> area_slopes(const UpliftOrder& order,
                                                   std::span<const std::uint8_t> outcome,
                                                   std::span<const std::uint8_t> treated);

/// The same of areas_of_random().
[[nodiscard]] UpliftAreas random_slope(const UpliftCounts& all, bool treated, bool outcome);

}  // namespace tenure::budget
