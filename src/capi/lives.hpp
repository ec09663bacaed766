/// Lives of a C caller.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/survival.h>
#include <tenure/survival.hpp>

namespace tenure::capi {

/// The columns stay the caller's, but for the views of the groups.
struct GivenLives {
  explicit GivenLives(const tenure_lives* given, const std::string& name = "lives") {
    const auto c = read_needed_struct(given, blank_struct<tenure_lives>(), name);
    const std::string count = name + ".rows";
    groups = optional_texts(c.group, c.rows, count);
    lives = {.duration = array(c.duration, c.rows, name + ".duration", count),
             .cause = array(c.cause, c.rows, name + ".cause", count),
             .entry = optional_array(c.entry, c.rows, count),
             .weight = optional_array(c.weight, c.rows, count),
             .group = groups};
  }
  std::vector<std::string_view> groups;
  Lives lives;
};

}  // namespace tenure::capi
