/// The handles of records, and which of their tables a number names.
#pragma once

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/record.h>
#include <tenure/record.hpp>

struct tenure_record : tenure::capi::Handle<tenure::Record, 0x7265636f'4ad1370b> {
  using Handle::Handle;
};
struct tenure_record_builder : tenure::capi::Handle<tenure::RecordBuilder, 0x72656362'918e55c3> {
  using Handle::Handle;
};

namespace tenure::capi {

inline RecordTable record_table(std::int32_t table) {
  return enumerator(table, RecordTable::contracts, "table");
}

}  // namespace tenure::capi
