#include "base/bytes.hpp"

namespace tenure {

void ByteWriter::integer(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  for (unsigned shift = 0; shift < 64; shift += 8) {
    bytes_.push_back(static_cast<std::uint8_t>(bits >> shift));
  }
}

void ByteWriter::text(std::string_view value) {
  integer(static_cast<std::int64_t>(value.size()));
  bytes_.insert(bytes_.end(), value.begin(), value.end());
}

std::int64_t ByteReader::integer() noexcept {
  failed_ = failed_ || bytes_.size() < 8;
  if (failed_) return 0;
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 8; ++i) bits |= std::uint64_t{bytes_[i]} << (8 * i);
  bytes_ = bytes_.subspan(8);
  return static_cast<std::int64_t>(bits);
}

std::string ByteReader::text() {
  const std::int64_t size = integer();
  failed_ = failed_ || size < 0 || static_cast<std::uint64_t>(size) > bytes_.size();
  if (failed_) return {};
  const auto length = static_cast<std::size_t>(size);
  std::string value(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(length));
  bytes_ = bytes_.subspan(length);
  return value;
}

}  // namespace tenure
