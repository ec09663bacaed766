#pragma once

#include <string_view>

#include <tenure/c/models.h>

namespace tenure::capi {

/// A model's description with NUL-terminated texts that live for ever. Throws as model_info() does.
tenure_model_info listed_model(std::string_view name);

}  // namespace tenure::capi
