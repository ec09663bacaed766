/// Concentration: how unequally value and purchases are spread over clients.
#pragma once

#include <cstdint>
#include <span>

#include <tenure/model.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Clients by falling value are A while those before them hold less than `a_share` of all value,
/// then B while less than `b_share`, then C: the client who crosses a bound belongs above it.
struct ConcentrationOptions {
  double a_share = 0.80;
  double b_share = 0.95;
};

struct ConcentrationResult {
  /// rank (1: greatest value, equal ones by position), share, cumulative_share (with all before
  /// in rank), class ("A", "B", "C"): parallel to the values.
  Table clients;
  /// class, clients, client_share, value, value_share.
  Table classes;
  /// client_share, value_share: the Lorenz curve at each hundredth of the clients, from the least.
  Table lorenz;
  double total = 0;
  std::int64_t negative = 0;     ///< values below 0, which count as 0
  double gini = 0;               ///< of the clients as a population: at most 1 - 1/n
  double gini_unbiased = 0;      ///< of the population they are drawn from: n / (n - 1) times it
  double top_tenth_share = 0;    ///< of value, with the greatest tenth of clients
  double top_fifth_share = 0;    ///< with the greatest fifth: "80/20" if it is 0.8
  double herfindahl = 0;         ///< sum of squared shares
  double effective_clients = 0;  ///< as many equal clients would be as concentrated: 1 / herfindahl
  double entropy = 0;            ///< nats
  double hoover = 0;             ///< share of value to move for all to be equal
};

/// Concentration of one finite value a client. All zero where there is no value at all.
[[nodiscard]] ConcentrationResult concentration(std::span<const double> values,
                                                const ConcentrationOptions& options = {});

/// Concentration of purchase rates between clients, Gamma(r, alpha), and what a window shows of it.
struct RateConcentration {
  double gini = 0;
  double top_fifth_share = 0;
  /// Of the purchases seen in the window: chance adds to the true differences between clients, the
  /// more so the shorter the window.
  double seen_top_fifth_share = 0;
};

/// For a model whose first two parameters are r and alpha; `window` in its units, above 0.
/// D. C. Schmittlein, L. G. Cooper & D. G. Morrison (1993), Truth in concentration in the land of
/// (80/20) laws, Marketing Science 12.
[[nodiscard]] RateConcentration rate_concentration(const FittedModel& purchases, double window);

}  // namespace tenure
