/// Bytes in and out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/bytes.h>

struct tenure_bytes : tenure::capi::Handle<std::vector<std::byte>, 0x62797465'48ab05d3> {
  using Handle::Handle;
};

namespace tenure::capi {

/// The caller's `bytes` of `byte_count`.
inline std::span<const std::byte> to_bytes(const std::uint8_t* bytes, std::int64_t byte_count) {
  return std::as_bytes(array(bytes, byte_count, "bytes", "byte_count"));
}

}  // namespace tenure::capi
