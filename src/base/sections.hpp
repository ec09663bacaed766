/// Bytes in checksummed sections, little-endian whatever the machine.
///
///     magic (8 bytes), version (uint32), 0 (uint32), checksum of these 16 bytes (uint64)
///     then each section: id (uint32), 0 (uint32), length in bytes (uint64), the bytes, checksum
///     of all of these (uint64)
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/byte_stream.hpp"

namespace tenure {

/// Swaps bytes on a big-endian machine, does nothing on the others.
template <typename T>
void to_or_from_little_endian(std::span<T> values) {
  if constexpr (std::endian::native == std::endian::big) {
    for (std::span<std::byte> bytes = std::as_writable_bytes(values); !bytes.empty();
         bytes = bytes.subspan(sizeof(T))) {
      for (std::size_t i = 0; i < sizeof(T) / 2; ++i) {
        std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
      }
    }
  }
}

class SectionWriter {
 public:
  SectionWriter(ByteSink& to, std::string_view magic, std::uint32_t version);

  template <typename T>
  void write(std::uint32_t id, std::span<const T> values) {
    static_assert(std::is_arithmetic_v<T>);
    if constexpr (std::endian::native == std::endian::little) {
      write_bytes(id, std::as_bytes(values));
    } else {
      std::vector<T> swapped(values.begin(), values.end());
      to_or_from_little_endian(std::span<T>(swapped));
      write_bytes(id, std::as_bytes(std::span<const T>(swapped)));
    }
  }

 private:
  void write_bytes(std::uint32_t id, std::span<const std::byte> bytes);
  ByteSink& to_;
};

/// Throws Error(corrupt_data) for whatever is not as it was written, Error(unsupported_version)
/// for a version above `newest`. Never takes more memory than the source is large.
class SectionReader {
 public:
  SectionReader(ByteSource& from, std::string_view magic, std::uint32_t newest);

  /// The section that comes next, as an array of the given type; it must be `id`.
  template <typename Array>
  void read(std::uint32_t id, Array& values) {
    using T = typename Array::value_type;
    static_assert(std::is_arithmetic_v<T>);
    values.resize(begin(id, sizeof(T)) / sizeof(T));
    finish(std::as_writable_bytes(std::span<T>(values)));
    to_or_from_little_endian(std::span<T>(values));
  }
  /// Nothing may follow the last section.
  void end() const;
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  [[noreturn]] void corrupt(const std::string& why) const;

 private:
  std::uint64_t begin(std::uint32_t id, std::size_t element);
  void finish(std::span<std::byte> bytes);
  void read_exactly(std::span<std::byte> bytes);

  ByteSource& from_;
  std::uint32_t version_ = 0;
  std::uint32_t section_ = 0;
  std::uint64_t header_checksum_ = 0;
};

}  // namespace tenure
