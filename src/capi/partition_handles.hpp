/// The handles of c/partitions.h.
#pragma once

#include <string>
#include <vector>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/partitions.h>
#include <tenure/cells.hpp>
#include <tenure/partial_summary.hpp>

struct tenure_cells : tenure::capi::Handle<tenure::Cells, 0x63656c6c'91e4b60d> {
  using Handle::Handle;
};
struct tenure_partial_summary : tenure::capi::Handle<tenure::PartialSummary, 0x70617274'3fd8752a> {
  using Handle::Handle;
};

namespace tenure::capi {

/// What each of an array of handles holds.
template <class Value, class H>
std::vector<Value> values_of(const H* const* handles, std::int64_t count, const std::string& name,
                             const std::string& count_name) {
  std::vector<Value> values;
  for (const H* handle : array(handles, count, name, count_name)) {
    values.push_back(value_of(handle, name));
  }
  return values;
}

}  // namespace tenure::capi
