/// The three levers of revenue: frequency x basket x duration, what each would bring, how much room
/// is left in each, and which one to pull.
#pragma once

#include <span>
#include <string_view>

#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// One entry a client in each column.
struct ClientLevers {
  std::span<const double> frequency = {};           ///< purchases a unit of time, at least 0
  std::span<const double> basket = {};              ///< revenue a purchase, at least 0
  std::span<const double> duration = {};            ///< of the relation in units, at least 0
  std::span<const double> p_alive = {};             ///< empty: everybody is a client
  std::span<const std::string_view> segments = {};  ///< who is compared with whom; empty: all
};

/// What is done about one lever.
struct LeverMove {
  double change = 0.10;  ///< share by which the lever grows, above -1
  double cost = 0;       ///< of moving it so far for all clients, at least 0
};

struct LeverOptions {
  LeverMove frequency = {}, basket = {}, duration = {};
  double margin = 1;  ///< share of revenue that is left, in (0, 1]: of gains against costs
  /// Revenue comes in continuously over the duration; 0: its plain sum, of which every elasticity
  /// is exactly 1.
  DiscountRate discount = DiscountRate::effective(0.0, TimeUnit::year);
  TimeUnit unit = TimeUnit::year;  ///< of frequency and duration (of a summary: its own)
  double frontier = 0.9;           ///< the type-7 quantile of a segment that is within reach
  double small_headroom = 0.1;     ///< share of the frontier below which a client is at his maximum
  double likely_alive = 0.5;       ///< p_alive below which no lever moves him
};

struct LeverResult {
  /// lever ("frequency", "basket", "duration", "all"), elasticity, change, revenue (if it changes),
  /// gain, share (of the gain of all three: by logarithmic means, exact), cost, gain_to_cost (gain
  /// x margin / cost; no value where it costs nothing).
  Table levers;
  /// client (from a summary), segment (if given), spend (a unit of time), revenue (over the
  /// duration), frontier (of spend in his segment), headroom (up to it), headroom_share (of it),
  /// p_alive (if given), lever.
  Table clients;
  /// segment, clients, frequency, basket, duration (means; of baskets by purchase), revenue,
  /// frontier, headroom (sum), headroom_share (of what the frontier for all would be), p_alive
  /// (mean, if given), then how many clients each lever is for (frequency_clients, basket_clients,
  /// duration_clients, win_back_clients) and lever: that of the most.
  Table segments;
  double revenue = 0;  ///< of all clients
};

/// Advice to a client: "win_back" where he is probably gone; "duration" where there is little room
/// below the frontier, so that he can only be kept; else "frequency" or "basket", whichever is
/// farther below the frontier of that lever alone. Decomposition of the gain: B. W. Ang (2005), The
/// LMDI approach to decomposition analysis, Energy Policy 33.
[[nodiscard]] LeverResult levers(const ClientLevers& clients, const LeverOptions& options = {});

/// The same of what a summary has observed: duration is the client's age and his first day, the
/// frequency his purchases in it, first one included, and the basket his mean spend, net of
/// returns. Only p_alive and segments of `clients` are read. The summary must have spend, and no
/// weights.
[[nodiscard]] LeverResult levers(const Summary& summary, const ClientLevers& clients = {},
                                 const LeverOptions& options = {});

}  // namespace tenure
