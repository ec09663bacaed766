#pragma once

#include <string>

#include "capi/inputs.hpp"
#include <tenure/table.hpp>

namespace tenure::capi {

/// Texts of the caller, who may give none; an absent (NULL) entry is the empty text.
inline TextColumn text_column(const char* const* texts, std::int64_t count, const std::string& name,
                              const std::string& count_name) {
  TextColumn column;
  for (const char* text : array(texts, count, name, count_name)) {
    column.push_back(optional_text(text));
  }
  return column;
}

}  // namespace tenure::capi
