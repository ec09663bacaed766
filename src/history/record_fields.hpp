/// The fields of the tables beside the purchases.
#pragma once

#include <cstddef>
#include <string_view>

#include <tenure/record.hpp>

namespace tenure {

inline constexpr std::size_t record_table_count = 4;

/// The position of a field among record_fields(table). Throws Error(invalid_argument) naming the
/// fields that there are.
[[nodiscard]] std::size_t field_position(RecordTable table, std::string_view name);

}  // namespace tenure
