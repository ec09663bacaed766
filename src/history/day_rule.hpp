/// Instants to days, by the rule of the import options.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tenure/portfolio.hpp>

namespace tenure {

/// Turns seconds into days; remembers where it was, since neighbouring rows share an offset.
class DayClock {
 public:
  /// Throws Error(invalid_argument) unless the offsets ascend and the day starts within a day.
  explicit DayClock(const DayRule& rule);

  [[nodiscard]] bool has_zone() const noexcept { return !rule_->offsets.empty(); }
  /// Of wall-clock seconds since 1970-01-01T00:00. Days outside int32 become its ends.
  [[nodiscard]] std::int32_t day_of_wall_clock(std::int64_t seconds) const noexcept;
  /// Of an instant, in seconds since 1970-01-01T00:00Z; needs a zone.
  [[nodiscard]] std::int32_t day_of_instant(std::int64_t seconds) noexcept;

 private:
  const DayRule* rule_;
  std::size_t last_ = 0;
};

}  // namespace tenure
