#pragma once

#include "capi/guard.hpp"

namespace tenure::capi {

/// Keeps the promise that a stream handed in is released whatever happens, before the library has
/// taken it as well as after (a stream that was released or moved from has no `release`).
class StreamGuard {
 public:
  explicit StreamGuard(ArrowArrayStream* stream) noexcept : stream_(stream) {}
  StreamGuard(const StreamGuard&) = delete;
  StreamGuard& operator=(const StreamGuard&) = delete;
  ~StreamGuard() {
    if (stream_ != nullptr && stream_->release != nullptr) stream_->release(stream_);
  }

  [[nodiscard]] ArrowArrayStream* get() const {
    if (stream_ == nullptr) refuse("stream", " must not be NULL");
    if (stream_->release == nullptr) refuse("stream", " has been released already");
    return stream_;
  }

 private:
  ArrowArrayStream* stream_;
};

}  // namespace tenure::capi
