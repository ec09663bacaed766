/// The column of client ids with which every table about clients begins.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Adds the column "client", of int64 or of text as the ids are.
void add_client_column(Table::Builder& table, const ClientIds& clients);

/// The same of a summary's clients, with the column "weight" if they have weights; the table says
/// how many it had to leave out.
void add_client_column(Table::Builder& table, const Summary& summary);

/// Places of a portfolio's clients who have none of these flags.
[[nodiscard]] std::vector<std::size_t> clients_without(const Portfolio& portfolio,
                                                       std::initializer_list<ClientFlag> flags);

/// The ids of the clients at these places, which ascend and may repeat; the table says how many of
/// the portfolio's clients `excluded` are.
void add_client_column(Table::Builder& table, const Portfolio& portfolio,
                       std::span<const std::size_t> places, std::size_t excluded);

}  // namespace tenure
