#include "base/sections.hpp"

#include <array>

#include "base/checksum.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t magic_size = 8;
constexpr std::size_t header_size = 16;  // without its checksum

template <typename T>
void put(std::byte* to, T value) {
  to_or_from_little_endian(std::span<T>(&value, 1));
  std::memcpy(to, &value, sizeof value);
}

template <typename T>
T get(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  to_or_from_little_endian(std::span<T>(&value, 1));
  return value;
}

using Header = std::array<std::byte, header_size>;

}  // namespace

SectionWriter::SectionWriter(ByteSink& to, std::string_view magic, std::uint32_t version)
    : to_(to) {
  Header header{};
  std::memcpy(header.data(), magic.data(), magic_size);
  put(header.data() + magic_size, version);
  Checksum checksum;
  checksum.add(header);
  std::array<std::byte, 8> trailer{};
  put(trailer.data(), checksum.value());
  to_.write(header);
  to_.write(trailer);
}

void SectionWriter::write_bytes(std::uint32_t id, std::span<const std::byte> bytes) {
  Header header{};
  put(header.data(), id);
  put(header.data() + 8, std::uint64_t{bytes.size()});
  Checksum checksum;
  checksum.add(header);
  checksum.add(bytes);
  std::array<std::byte, 8> trailer{};
  put(trailer.data(), checksum.value());
  to_.write(header);
  to_.write(bytes);
  to_.write(trailer);
}

SectionReader::SectionReader(ByteSource& from, std::string_view magic, std::uint32_t newest)
    : from_(from) {
  Header header{};
  std::array<std::byte, 8> trailer{};
  read_exactly(header);
  read_exactly(trailer);
  Checksum checksum;
  checksum.add(header);
  if (std::memcmp(header.data(), magic.data(), magic_size) != 0) {
    corrupt("it does not begin as such bytes do");
  }
  if (get<std::uint64_t>(trailer.data()) != checksum.value()) corrupt("its header is damaged");
  version_ = get<std::uint32_t>(header.data() + magic_size);
  if (version_ > newest) {
    throw Error(Status::unsupported_version,
                from_.name() + " is of version " + std::to_string(version_) +
                    "; this library reads up to " + std::to_string(newest),
                from_.argument());
  }
}

void SectionReader::corrupt(const std::string& why) const {
  throw Error(Status::corrupt_data, from_.name() + " cannot be used: " + why, from_.argument());
}

void SectionReader::read_exactly(std::span<std::byte> bytes) {
  if (bytes.size() > from_.remaining()) corrupt("it is cut short");
  from_.read(bytes);
}

std::uint64_t SectionReader::begin(std::uint32_t id, std::size_t element) {
  section_ = id;
  Header header{};
  read_exactly(header);
  Checksum checksum;
  checksum.add(header);
  header_checksum_ = checksum.value();
  const auto size = get<std::uint64_t>(header.data() + 8);
  if (get<std::uint32_t>(header.data()) != id || size % element != 0 || size > from_.remaining()) {
    corrupt("section " + std::to_string(id) + " is damaged or cut short");
  }
  return size;
}

void SectionReader::finish(std::span<std::byte> bytes) {
  read_exactly(bytes);
  std::array<std::byte, 8> trailer{};
  read_exactly(trailer);
  Checksum checksum(header_checksum_);
  checksum.add(bytes);
  if (get<std::uint64_t>(trailer.data()) != checksum.value()) {
    corrupt("section " + std::to_string(section_) + " is damaged");
  }
}

void SectionReader::end() const {
  if (from_.remaining() != 0) corrupt("something follows its end");
}

}  // namespace tenure
