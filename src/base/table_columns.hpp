/// What a Table holds, shared between its copies and the Arrow streams made from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <tenure/table.hpp>

namespace tenure {

struct Table::Columns {
  struct Column {
    std::string name;
    Type type;
    /// The alternative that `type` names; day: int32, boolean: uint8.
    std::variant<std::vector<double>, std::vector<std::int64_t>, TextColumn,
                 std::vector<std::int32_t>, std::vector<std::uint8_t>>
        values;
    std::vector<std::uint8_t> validity;
  };
  std::vector<Column> columns;
  std::size_t rows = 0;
  std::int64_t excluded_clients = 0;
};

}  // namespace tenure
