/// A number by which two fits can tell whether they saw the same data.
#pragma once

#include <cstdint>

#include "models/purchase_model.hpp"

namespace tenure::model {

/// Of what models of this kind read: repeat purchases with recency and age, or with mean spend.
/// The same for rows in any order; a weight of k is k copies. Weights count to the millionth.
[[nodiscard]] std::uint64_t fingerprint(const Histories& histories, ModelKind kind);

}  // namespace tenure::model
