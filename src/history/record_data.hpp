/// What a Record holds.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "history/client_ids.hpp"
#include "history/record_fields.hpp"
#include <tenure/record.hpp>

namespace tenure {

struct Record::Data {
  struct Part {
    bool is_given = false;
    Table rows;                             ///< client, then the fields; by client and day
    std::vector<std::uint64_t> offsets{0};  ///< rows of client i: offsets[i] to offsets[i + 1]
    ImportReport report;
  };
  explicit Data(Portfolio portfolio_) : portfolio(std::move(portfolio_)) {}

  Portfolio portfolio;
  OwnedClientIds ids;                        ///< ascending
  std::vector<std::int64_t> portfolio_rows;  ///< by client; -1: not in the portfolio
  std::vector<std::uint8_t> flags;           ///< by client; empty: none has any
  std::array<Part, record_table_count> parts;

  [[nodiscard]] std::size_t clients() const noexcept { return portfolio_rows.size(); }
  [[nodiscard]] const Part& part(RecordTable table) const {
    static_cast<void>(record_fields(table));  // rejects a table that is none
    return parts[static_cast<std::size_t>(table)];
  }
};

}  // namespace tenure
