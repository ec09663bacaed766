#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "capi/inputs.hpp"
#include <tenure/c/summary.h>
#include <tenure/summary.hpp>

namespace tenure::capi {

/// Views of the caller's arrays. Whether the model has all it needs is checked by the model.
Histories to_histories(const tenure_histories* histories);

/// An array of the caller's with one entry a history.
template <class T>
std::span<T> output_for(const Histories& histories, T* out, std::int64_t n,
                        const std::string& name) {
  const auto output = array(out, n, name);
  if (output.size() != histories.size()) refuse("n", " must equal histories.rows");
  return output;
}

}  // namespace tenure::capi
