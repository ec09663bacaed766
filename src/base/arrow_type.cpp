#include "base/arrow_type.hpp"

#include <charconv>

namespace tenure {
namespace {

using Kind = ArrowType::Kind;
using Storage = ArrowType::Storage;

/// "d:precision,scale" with an optional ",128".
ArrowType parse_decimal(std::string_view arguments) {
  int precision = 0, scale = 0;
  const char* const end = arguments.data() + arguments.size();
  const auto first = std::from_chars(arguments.data(), end, precision);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ',') return {};
  const auto second = std::from_chars(first.ptr + 1, end, scale);
  if (second.ec != std::errc{}) return {};
  const std::string_view rest(second.ptr, static_cast<std::size_t>(end - second.ptr));
  if (!rest.empty() && rest != ",128") return {};
  if (precision < 1 || precision > 38 || scale < -1000 || scale > 1000) return {};
  return {Kind::decimal, Storage::int128, scale};
}

/// "tss:", "tsm:", "tsu:" or "tsn:" and a zone, which may be empty.
ArrowType parse_timestamp(std::string_view format) {
  ArrowType type{format.size() == 4 ? Kind::wall_clock : Kind::instant, Storage::int64};
  switch (format[2]) {
    case 's':
      type.ticks_per_second = 1;
      return type;
    case 'm':
      type.ticks_per_second = 1'000;
      return type;
    case 'u':
      type.ticks_per_second = 1'000'000;
      return type;
    case 'n':
      type.ticks_per_second = 1'000'000'000;
      return type;
    default:
      return {};
  }
}

}  // namespace

ArrowType ArrowType::parse(std::string_view format) {
  if (format.starts_with("d:")) return parse_decimal(format.substr(2));
  if (format.starts_with("ts") && format.size() >= 4 && format[3] == ':') {
    return parse_timestamp(format);
  }
  if (format == "tdD") return {Kind::day, Storage::int32};
  if (format == "tdm") return {Kind::day, Storage::int64, 0, 1, 86'400'000};
  if (format == "vu") return {Kind::text, Storage::text_view};
  if (format.size() != 1) return {};
  switch (format.front()) {
    case 'n':
      return {Kind::none, Storage::none};
    case 'b':
      return {Kind::boolean, Storage::bit};
    case 'c':
      return {Kind::integer, Storage::int8};
    case 'C':
      return {Kind::integer, Storage::uint8};
    case 's':
      return {Kind::integer, Storage::int16};
    case 'S':
      return {Kind::integer, Storage::uint16};
    case 'i':
      return {Kind::integer, Storage::int32};
    case 'I':
      return {Kind::integer, Storage::uint32};
    case 'l':
      return {Kind::integer, Storage::int64};
    case 'L':
      return {Kind::integer, Storage::uint64};
    case 'f':
      return {Kind::real, Storage::float32};
    case 'g':
      return {Kind::real, Storage::float64};
    case 'u':
      return {Kind::text, Storage::text32};
    case 'U':
      return {Kind::text, Storage::text64};
    default:
      return {};
  }
}

}  // namespace tenure
