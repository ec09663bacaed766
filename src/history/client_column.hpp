/// The column of client ids with which every table about clients begins.
#pragma once

#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Adds the column "client", of int64 or of text as the ids are.
void add_client_column(Table::Builder& table, const ClientIds& clients);

}  // namespace tenure
