#include "base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_call.hpp"
#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// So that the rename itself survives a crash. Some file systems cannot: that is no error.
bool flush_directory(const std::string& directory) {
  const int file = retry([&] { return open(directory.c_str(), O_RDONLY | O_CLOEXEC); });
  if (file < 0) return true;
  const bool flushed = retry([&] { return fsync(file); }) == 0 || errno == EINVAL;
  close(file);
  return flushed;
}

}  // namespace

NewFile::NewFile(std::string path) : path_(std::move(path)) {
  constexpr int most_attempts = 100;  // names taken by other writers, or left by a crash
  for (int i = 0; i < most_attempts && file_ < 0; ++i) {
    temporary_ = path_ + ".tmp" + std::to_string(i);
    file_ = retry(
        [&] { return open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); });
    if (file_ < 0 && errno != EEXIST) break;
  }
  if (file_ < 0) fail("create a file beside");
}

NewFile::~NewFile() {
  if (file_ >= 0) close(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void NewFile::fail(const char* action) const { fail_with_errno(action, path_); }

void NewFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written =
        retry([&] { return ::write(file_, bytes.data(), std::min(bytes.size(), most_at_once)); });
    if (written < 0) fail("write");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void NewFile::commit() {
  if (retry([&] { return fsync(file_); }) != 0) fail("flush");
  if (close(std::exchange(file_, -1)) != 0) fail("close");
  if (rename(temporary_.c_str(), path_.c_str()) != 0) fail("replace");
  temporary_.clear();
  if (!flush_directory(directory_of(path_))) fail("flush the directory of");
}

OldFile::OldFile(std::string path) : path_(std::move(path)) {
  file_ = retry([&] { return open(path_.c_str(), O_RDONLY | O_CLOEXEC); });
  if (file_ < 0) fail("open");
  struct stat status {};
  if (fstat(file_, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(file_);
    throw Error(Status::io_error, in_quotes(path_) + " is not a file", "path");
  }
  remaining_ = static_cast<std::uint64_t>(status.st_size);
}

OldFile::~OldFile() { close(file_); }

std::string OldFile::name() const { return in_quotes(path_); }

void OldFile::fail(const char* action) const { fail_with_errno(action, path_); }

void OldFile::read(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const auto got =
        retry([&] { return ::read(file_, bytes.data(), std::min(bytes.size(), most_at_once)); });
    if (got < 0) fail("read");
    if (got == 0) fail_cut_short(path_);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    remaining_ -= static_cast<std::uint64_t>(got);
  }
}

}  // namespace tenure
