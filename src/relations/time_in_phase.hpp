/// How long clients stay in a phase when some have not left it yet.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace tenure::relation {

/// A stay of so many days, ended by leaving or by the end of observation.
struct Stay {
  std::int32_t days = 0;
  bool has_left = false;
};

/// The estimate of E. L. Kaplan & P. Meier (1958) of the share still inside.
class TimeInPhase {
 public:
  explicit TimeInPhase(std::vector<Stay> stays);

  struct Step {
    std::int32_t days;
    double inside;  ///< after them
  };
  [[nodiscard]] const std::vector<Step>& steps() const noexcept { return steps_; }
  /// The first time by which half have left; absent if it has not come.
  [[nodiscard]] std::optional<std::int32_t> median() const;
  /// Mean days, of each stay those up to the longest one seen.
  [[nodiscard]] double mean() const;

 private:
  std::vector<Step> steps_;
  std::int32_t longest_ = 0;
};

}  // namespace tenure::relation
