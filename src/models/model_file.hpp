/// Saved models: what a FittedModel holds as JSON.
///
/// A file says which version of the format a reader must know. Members that a reader does not know
/// are skipped: what only adds to a model may come without a new version, what changes its meaning
/// may not.
#pragma once

#include <string_view>

namespace tenure::model {

inline constexpr std::string_view kFileFormat = "tenure model";
inline constexpr double kFileVersion = 1;

}  // namespace tenure::model
