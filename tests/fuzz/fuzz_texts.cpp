// Any bytes as a day and as a time zone's rule: a value or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tenure/error.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/units.hpp>

namespace {

template <typename Read>
void read(Read read_text) {
  try {
    read_text();
  } catch (const tenure::Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  read([&] { static_cast<void>(tenure::Day::parse(text)); });
  read([&] { static_cast<void>(tenure::DayRule::posix(text)); });
  read([&] { static_cast<void>(tenure::time_unit_from_string(text)); });
  return 0;
}
