/// Staged tables beside a portfolio as a Record: clients united, rows sorted, flags set.
#pragma once

#include <memory>
#include <vector>

#include "history/record_data.hpp"
#include "history/staged_table.hpp"

namespace tenure {

/// `staged`: one of each table, in the order of RecordTable.
[[nodiscard]] std::shared_ptr<const Record::Data> join_record(
    const Portfolio& portfolio, const std::vector<StagedTable>& staged);

/// `ids` and those of `more`, ascending, each once. Throws Error(invalid_data) if they are of
/// different kinds.
[[nodiscard]] OwnedClientIds united(const OwnedClientIds& ids, const ClientIds& more);

/// Sets what follows from the ids and the portfolio: rows and flags by client.
void place_clients(Record::Data& data);

}  // namespace tenure
