/// The column of client ids with which every table about clients begins.
#pragma once

#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Adds the column "client", of int64 or of text as the ids are.
void add_client_column(Table::Builder& table, const ClientIds& clients);

/// The same of a summary's clients; the table says how many it had to leave out.
void add_client_column(Table::Builder& table, const Summary& summary);

}  // namespace tenure
