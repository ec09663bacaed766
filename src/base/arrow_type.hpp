/// The types of Arrow columns that can be read, from the format strings of the C data interface.
#pragma once

#include <cstdint>
#include <string_view>

#include <tenure/arrow_abi.h>

namespace tenure {

struct ArrowType {
  /// How the values are read; several formats share one.
  enum class Kind : std::uint8_t {
    none,        ///< the null type: every value is missing
    integer,     ///< any width, signed or not
    real,        ///< float32, float64
    decimal,     ///< decimal128
    day,         ///< date32, date64: days
    wall_clock,  ///< timestamp without zone: ticks
    instant,     ///< timestamp with zone: ticks
    text,        ///< utf8, large_utf8, utf8_view
    boolean,     ///< 0 or 1
    other        ///< cannot be read
  };
  /// How the values are stored.
  enum class Storage : std::uint8_t {
    none,
    bit,
    int8,
    uint8,
    int16,
    uint16,
    int32,
    uint32,
    int64,
    uint64,
    float32,
    float64,
    int128,
    text32,
    text64,
    text_view
  };
  Kind kind = Kind::other;
  Storage storage = Storage::none;
  int scale = 0;                      ///< decimal: the value is unscaled x 10^-scale
  std::int64_t ticks_per_second = 1;  ///< timestamps
  std::int64_t ticks_per_day = 1;     ///< dates

  /// Of a format string; `other` if it is none of the above.
  [[nodiscard]] static ArrowType parse(std::string_view format);
};

}  // namespace tenure
