/// Files: written all or nothing, read with a known size. Errors are Error(io_error) naming the
/// path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/byte_stream.hpp"

namespace tenure {

/// A new file written beside `path`. `commit` puts it in the place of `path`; without it nothing
/// remains.
class NewFile final : public ByteSink {
 public:
  explicit NewFile(std::string path);
  ~NewFile() override;

  void write(std::span<const std::byte> bytes) override;
  /// Flushes to the disk, then renames: after a crash either the old file is there or the new one.
  void commit();

 private:
  [[noreturn]] void fail(const char* action) const;

  std::string path_;
  std::string temporary_;
  int file_ = -1;
};

/// A file read from its beginning.
class OldFile final : public ByteSource {
 public:
  explicit OldFile(std::string path);
  ~OldFile() override;

  [[nodiscard]] std::uint64_t remaining() const noexcept override { return remaining_; }
  void read(std::span<std::byte> bytes) override;
  [[nodiscard]] std::string name() const override;
  [[nodiscard]] const char* argument() const noexcept override { return "path"; }

 private:
  [[noreturn]] void fail(const char* action) const;

  std::string path_;
  int file_ = -1;
  std::uint64_t remaining_ = 0;
};

}  // namespace tenure
