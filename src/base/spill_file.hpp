/// A file for what does not fit memory: written at its end, read anywhere, gone with the object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tenure {

class SpillFile {
 public:
  /// Throws Error(io_error) naming the path, also if it is there already.
  explicit SpillFile(std::string path);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  /// Gives where the bytes begin.
  std::uint64_t append(std::span<const std::byte> bytes);
  void read(std::uint64_t begin, std::span<std::byte> bytes) const;

 private:
  std::string path_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace tenure
