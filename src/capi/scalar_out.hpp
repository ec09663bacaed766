#pragma once

#include "capi/guard.hpp"

namespace tenure::capi {

/// A number that the library writes: zero on entry, written on success.
template <class T>
class ScalarOut {
 public:
  ScalarOut(T* out, const char* name) : ScalarOut(out) {
    if (out == nullptr) refuse(name, " must not be NULL");
  }
  /// One of several: NULL if the caller does not want it.
  explicit ScalarOut(T* out) noexcept : out_(out) {
    if (out != nullptr) *out = T{};
  }
  void set(T value) noexcept {
    if (out_ != nullptr) *out_ = value;
  }

 private:
  T* out_;
};

/// The whole of a function with one number as its output.
template <class T, class Make>
tenure_status make_scalar(T* out, tenure_error** err, Make&& make) noexcept {
  return guarded(err, [&] {
    ScalarOut<T> result(out, "out");
    result.set(make());
  });
}

}  // namespace tenure::capi
