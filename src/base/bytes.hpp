/// Small values to bytes and back, little-endian: the inside of a section that is not an array.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenure {

class ByteWriter {
 public:
  void integer(std::int64_t value);
  void text(std::string_view value);
  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Reads what ByteWriter wrote. After the first value that is not there `failed` is true and
/// every value is 0 or empty.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  [[nodiscard]] std::int64_t integer() noexcept;
  [[nodiscard]] std::string text();
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  /// All was read, and nothing was missing.
  [[nodiscard]] bool complete() const noexcept { return !failed_ && bytes_.empty(); }

 private:
  std::span<const std::uint8_t> bytes_;
  bool failed_ = false;
};

}  // namespace tenure
