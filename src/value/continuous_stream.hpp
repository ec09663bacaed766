/// Margins that come in, and clients who leave, at any moment: integrals where the other timings
/// have sums.
#pragma once

#include <optional>

#include "value/retention_stream.hpp"

namespace tenure::value {

/// Of a stream whose timing is continuous.
[[nodiscard]] std::optional<StreamValue> continuous_value(const RetentionStream& stream);

/// Periods until the stream is worth `cost`, which it will be.
[[nodiscard]] double continuous_payback(const RetentionStream& stream, double cost);

}  // namespace tenure::value
