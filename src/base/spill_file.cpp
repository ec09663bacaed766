#include "base/spill_file.hpp"

#include <algorithm>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/file_call.hpp"

namespace tenure {

SpillFile::SpillFile(std::string path) : path_(std::move(path)) {
  file_ = retry([&] { return open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); });
  if (file_ < 0) fail_with_errno("create", path_);
  unlink(path_.c_str());  // from here on the open file is all there is of it
}

SpillFile::~SpillFile() { close(file_); }

std::uint64_t SpillFile::append(std::span<const std::byte> bytes) {
  const std::uint64_t begin = size_;
  while (!bytes.empty()) {
    const auto written = retry([&] {
      return pwrite(file_, bytes.data(), std::min(bytes.size(), most_at_once),
                    static_cast<off_t>(size_));
    });
    if (written < 0) fail_with_errno("write", path_);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
  return begin;
}

void SpillFile::read(std::uint64_t begin, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const auto got = retry([&] {
      return pread(file_, bytes.data(), std::min(bytes.size(), most_at_once),
                   static_cast<off_t>(begin));
    });
    if (got < 0) fail_with_errno("read", path_);
    if (got == 0) fail_cut_short(path_);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    begin += static_cast<std::uint64_t>(got);
  }
}

}  // namespace tenure
