/// Where bytes go to and come from: a file or memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tenure {

class ByteSink {
 public:
  ByteSink() = default;
  virtual ~ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;

  virtual void write(std::span<const std::byte> bytes) = 0;
};

class ByteSource {
 public:
  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  [[nodiscard]] virtual std::uint64_t remaining() const noexcept = 0;
  /// At most `remaining` bytes.
  virtual void read(std::span<std::byte> bytes) = 0;
  /// What errors call it, and the argument by which the caller gave it.
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual const char* argument() const noexcept = 0;
};

class MemorySink final : public ByteSink {
 public:
  void write(std::span<const std::byte> bytes) override {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  [[nodiscard]] std::vector<std::byte> take() && { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
};

/// Bytes that a caller holds.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::span<const std::byte> bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint64_t remaining() const noexcept override { return bytes_.size(); }
  void read(std::span<std::byte> bytes) override {
    std::copy_n(bytes_.begin(), bytes.size(), bytes.begin());
    bytes_ = bytes_.subspan(bytes.size());
  }
  [[nodiscard]] std::string name() const override { return "what was given"; }
  [[nodiscard]] const char* argument() const noexcept override { return "bytes"; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace tenure
