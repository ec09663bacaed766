/// Structs that cross the ABI and may grow: read, initialise and fill them whatever their size.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <type_traits>

#include "capi/guard.hpp"

namespace tenure::capi {

/// Larger than any struct of this ABI will be: a size above it is garbage, not a newer header.
inline constexpr std::size_t kLargestStruct = 4096;

/// A struct of any version ends on the boundary that its 8-byte members ask for.
template <class T>
constexpr bool is_struct_size(std::size_t size) noexcept {
  return size >= alignof(T) && size <= kLargestStruct && size % alignof(T) == 0;
}

/// A struct whose defaults are zero and NULL throughout.
template <class T>
constexpr T blank_struct() noexcept {
  T blank{};
  blank.struct_size = sizeof(T);
  return blank;
}

/// The struct a caller gave, whichever version of the header he was compiled against; the defaults
/// where he gave none or an older one. `name` is the parameter's.
template <class T>
T read_struct(const T* given, const T& defaults, const std::string& name) {
  static_assert(std::is_trivially_copyable_v<T> && offsetof(T, struct_size) == 0);
  if (given == nullptr) return defaults;
  const std::size_t size = given->struct_size;
  if (!is_struct_size<T>(size)) {
    refuse(name + ".struct_size", " is not the size of a struct: call the struct's init function");
  }
  if (size > sizeof(T)) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(given);
    if (std::any_of(bytes + sizeof(T), bytes + size, [](unsigned char b) { return b != 0; })) {
      refuse(name, " sets a field that this version of the library does not know");
    }
  }
  T read = defaults;
  std::memcpy(&read, given, std::min(size, sizeof(T)));
  read.struct_size = sizeof(T);
  if constexpr (requires { read.reserved; }) {
    if (read.reserved != 0) refuse(name + ".reserved", " must be zero");
  }
  return read;
}

/// The same for a struct that the caller must give.
template <class T>
T read_needed_struct(const T* given, const T& defaults, const std::string& name) {
  if (given == nullptr) refuse(name, " must not be NULL");
  return read_struct(given, defaults, name);
}

/// Fills the caller's struct of `size` bytes; what lies beyond the library's version becomes zero.
template <class T>
void fill_struct(T* out, std::size_t size, const T& value) noexcept {
  auto* bytes = reinterpret_cast<unsigned char*>(out);
  const std::size_t known = std::min(size, sizeof(T));
  std::memcpy(bytes, &value, known);
  std::memset(bytes + known, 0, size - known);
}

/// What every tenure_X_init() does.
template <class T>
tenure_status init_struct(T* out, std::size_t size, T defaults) noexcept {
  if (out == nullptr || !is_struct_size<T>(size)) return TENURE_INVALID_ARGUMENT;
  defaults.struct_size = size;
  fill_struct(out, size, defaults);
  return TENURE_OK;
}

/// Whether a caller may pass NULL for an output that he does not want.
enum class Need { required, optional };

/// A struct that the library fills: zero on entry, written on success.
template <class T>
class StructOut {
 public:
  StructOut(T* out, std::size_t size, const char* name, Need need = Need::required)
      : out_(out), size_(size) {
    if (out == nullptr) {
      if (need == Need::required) refuse(name, " must not be NULL");
      return;
    }
    if (!is_struct_size<T>(size)) refuse(std::string(name) + "_size", " must be sizeof *out");
    std::memset(static_cast<void*>(out), 0, size);
  }

  void set(const T& value) noexcept {
    if (out_ != nullptr) fill_struct(out_, size_, value);
  }

 private:
  T* out_;
  std::size_t size_;
};

}  // namespace tenure::capi
