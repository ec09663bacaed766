/// A made-up shop whose truth is known: for trying the library, and for testing it.
#pragma once

#include <cstdint>
#include <optional>

#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// A client is drawn from (seed, his number) alone: more clients do not change the first ones.
struct ShopOptions {
  std::int32_t clients = 1500;
  std::uint64_t seed = 20240101;
  Day opened{18628};                 ///< 2021-01-01; clients join over `joining`
  std::optional<Days> joining = {};  ///< absent: to the end of observation
  Day observed_until{19722};         ///< 2023-12-31
  // Pareto/NBD by the week (r, alpha, s, beta) and Gamma-Gamma (p, q, v) of the clients.
  double r = 0.8, alpha = 6.0, s = 0.7, beta = 20.0;
  double p = 6.0, q = 4.0, v = 30.0;
  double margin = 0.4;  ///< mean share of an amount left after the cost of goods, in (0, 1)
};

struct Shop {
  /// client (text, absent for guests), date, order_id, amount, cost, category, channel,
  /// quantity: a log as a till exports it, by day. 3 % of rows come back some days later, with
  /// negative amounts; 3 % have no client; 5 % of orders are two rows.
  Table log;
  // The tables beside it, with the fields of record.hpp under their names.
  Table clients;    ///< one row a client; attribute: region. Some ask not to be profiled
  Table contacts;   ///< by day: visits, calls, mail, complaints and their resolutions
  Table invoices;   ///< by day: of what is bought by phone, to be paid within 30 days
  Table contracts;  ///< by day: of one client in seven or so, renewed each year
  /// client, purchase_rate (a week), leaving_rate (a week), left_on (the day he stopped being a
  /// client; absent while he is one), is_client, mean_spend, complaint_probability (of a purchase),
  /// visit_rate (a week), default_probability (of an invoice), renewal_probability (of a contract,
  /// a year): what no shop ever knows.
  Table truth;
};

[[nodiscard]] Shop simulate_shop(const ShopOptions& options = {});

}  // namespace tenure
