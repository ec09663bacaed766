/// Texts that are written into a buffer of the caller.
#pragma once

#include <string>

#include "capi/inputs.hpp"

namespace tenure::capi {

/// Writes `text` and a NUL; refuses a buffer in which they have no room.
inline void write_text(const std::string& text, char* out, std::int64_t capacity) {
  const auto buffer = array(out, capacity, "out", "capacity");
  if (buffer.size() <= text.size()) {
    refuse("capacity", " must be at least " + std::to_string(text.size() + 1));
  }
  text.copy(buffer.data(), text.size());
  buffer[text.size()] = '\0';
}

}  // namespace tenure::capi
