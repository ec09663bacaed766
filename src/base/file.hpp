/// Files: written all or nothing, read with a known size. Errors are Error(io_error) naming the
/// path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tenure {

/// A new file written beside `path`. `commit` puts it in the place of `path`; without it nothing
/// remains.
class NewFile {
 public:
  explicit NewFile(std::string path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::span<const std::byte> bytes);
  /// Flushes to the disk, then renames: after a crash either the old file is there or the new one.
  void commit();

 private:
  [[noreturn]] void fail(const char* action) const;

  std::string path_;
  std::string temporary_;
  int file_ = -1;
};

/// A file read from its beginning.
class OldFile {
 public:
  explicit OldFile(std::string path);
  ~OldFile();
  OldFile(const OldFile&) = delete;
  OldFile& operator=(const OldFile&) = delete;

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] std::uint64_t remaining() const noexcept { return remaining_; }
  /// At most `remaining` bytes.
  void read(std::span<std::byte> bytes);

 private:
  [[noreturn]] void fail(const char* action) const;

  std::string path_;
  int file_ = -1;
  std::uint64_t remaining_ = 0;
};

}  // namespace tenure
