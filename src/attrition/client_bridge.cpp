#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "attrition/base_rates.hpp"
#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "history/client_column.hpp"
#include "history/period_totals.hpp"
#include "math/normal.hpp"
#include "math/wilson.hpp"
#include <tenure/attrition_rates.hpp>

namespace tenure {
namespace {

enum class Move : std::uint8_t { lost, contraction, unchanged, expansion, gained, absent };
constexpr std::array<const char*, 6> move_names{"lost",      "contraction", "unchanged",
                                                "expansion", "new",         "absent"};

Move move_of(double opening, double closing, double tolerance) {
  if (opening == 0.0) return closing == 0.0 ? Move::absent : Move::gained;
  if (closing == 0.0) return Move::lost;
  if (std::abs(closing - opening) <= tolerance * opening) return Move::unchanged;
  return closing < opening ? Move::contraction : Move::expansion;
}

/// A sum whose rounding does not grow with the number of terms (A. Neumaier 1974).
class Sum {
 public:
  void add(double term) {
    const double next = sum_ + term;
    rest_ += std::abs(sum_) >= std::abs(term) ? (sum_ - next) + term : (term - next) + sum_;
    sum_ = next;
  }
  [[nodiscard]] double value() const { return sum_ + rest_; }

 private:
  double sum_ = 0.0, rest_ = 0.0;
};

void check_bridge(std::span<const double> opening, std::span<const double> closing,
                  const ClientBridgeOptions& options) {
  check_length("closing", closing.size(), opening.size());
  check_rows("opening", opening, check_cost);
  check_rows("closing", closing, check_cost);
  check_level(options.level);
  require(options.tolerance >= 0.0 && options.tolerance < 1.0, "tolerance", "in [0, 1)",
          options.tolerance);
}

struct Counted {
  std::vector<Move> moves;
  std::array<std::int64_t, 6> clients{};  ///< by move
  BaseMoves revenue;
};

Counted count(std::span<const double> opening, std::span<const double> closing, double tolerance) {
  Counted result;
  result.moves.reserve(opening.size());
  Sum start, lost, less, more, gained;
  for (std::size_t i = 0; i < opening.size(); ++i) {
    const Move move = move_of(opening[i], closing[i], tolerance);
    result.moves.push_back(move);
    ++result.clients[static_cast<std::size_t>(move)];
    start.add(opening[i]);
    if (move == Move::lost) lost.add(opening[i]);
    // A change within the tolerance is still part of the revenue, or nothing would add up.
    if (closing[i] > 0.0 && closing[i] < opening[i]) less.add(opening[i] - closing[i]);
    if (opening[i] > 0.0 && closing[i] > opening[i]) more.add(closing[i] - opening[i]);
    if (move == Move::gained) gained.add(closing[i]);
  }
  result.revenue = {start.value(), lost.value(), less.value(), more.value(), gained.value()};
  return result;
}

Table steps_table(const Counted& counted, const BaseMoves& clients) {
  const BaseMoves& revenue = counted.revenue;
  const auto concerned = [&](Move move) { return counted.clients[static_cast<std::size_t>(move)]; };
  TextColumn steps;
  for (const char* name : {"start", "lost", "contraction", "expansion", "new", "end"}) {
    steps.push_back(name);
  }
  // 0 - x rather than -x: nothing lost is 0, not minus 0.
  const std::array<double, 6> amounts{
      revenue.start,     0.0 - revenue.lost, 0.0 - revenue.contraction,
      revenue.expansion, revenue.gained,     revenue.end()};
  OptionalColumn share(amounts.size());
  for (std::size_t i = 0; i < amounts.size(); ++i) share.set(i, amounts[i] / revenue.start);
  Table::Builder table;
  table.text("step", std::move(steps))
      .float64("clients",
               {clients.start, 0.0 - clients.lost, 0.0, 0.0, clients.gained, clients.end()})
      .float64("revenue", {amounts.begin(), amounts.end()});
  std::move(share).add_to(table, "share");
  table.int64("concerned", {static_cast<std::int64_t>(clients.start), concerned(Move::lost),
                            concerned(Move::contraction), concerned(Move::expansion),
                            concerned(Move::gained), static_cast<std::int64_t>(clients.end())});
  return table.build();
}

/// Half the width of the interval of sum(kept) / sum(opening), kept being min(opening, closing)
/// or, of net retention, closing. No value of fewer than two clients.
std::optional<double> ratio_half_width(std::span<const double> opening,
                                       std::span<const double> closing, double ratio, bool is_net,
                                       double z) {
  Sum squares, total;
  double clients = 0.0;
  for (std::size_t i = 0; i < opening.size(); ++i) {
    if (opening[i] == 0.0) continue;
    const double kept = is_net ? closing[i] : std::min(opening[i], closing[i]);
    const double off = kept - ratio * opening[i];
    squares.add(off * off);
    total.add(opening[i]);
    clients += 1.0;
  }
  const double half = z * std::sqrt(squares.value() * clients / (clients - 1.0)) / total.value();
  return clients > 1.0 && std::isfinite(half) ? std::optional(half) : std::nullopt;
}

struct RateRows {
  explicit RateRows(std::size_t rows) : value(rows), over_periods(rows), lower(rows), upper(rows) {}

  void set(std::size_t row, const char* whose, const loss::BaseRate& rate) {
    of.push_back(whose);
    name.push_back(rate.name);
    value.set(row, rate.value);
    over_periods.set(row, rate.over_periods);
  }

  TextColumn of, name;
  OptionalColumn value, over_periods, lower, upper;
};

Table rates_table(std::span<const double> opening, std::span<const double> closing,
                  const BaseMoves& clients, const BaseMoves& revenue,
                  const ClientBridgeOptions& options) {
  const auto of_clients = loss::base_rates(clients, options.periods);
  const auto of_revenue = loss::base_rates(revenue, options.periods);
  const double z = math::two_sided_normal(options.level);
  RateRows rows(of_clients.size() + of_revenue.size());
  for (std::size_t i = 0; i < of_clients.size(); ++i) {
    const loss::BaseRate& rate = of_clients[i];
    rows.set(i, "clients", rate);
    const bool is_kept = rate.name.ends_with("retention");
    if (!rate.value || !(is_kept || rate.name == "gross")) continue;
    const math::ShareInterval interval = math::wilson(*rate.value, clients.start, z);
    rows.lower.set(i, interval.lower);
    rows.upper.set(i, interval.upper);
  }
  for (std::size_t i = 0; i < of_revenue.size(); ++i) {
    const loss::BaseRate& rate = of_revenue[i];
    const std::size_t row = of_clients.size() + i;
    rows.set(row, "revenue", rate);
    const bool is_net = rate.name == "net_retention";
    if (!rate.value || rate.name == "average" || rate.name == "net") continue;
    const double ratio = rate.name == "gross" ? 1.0 - *rate.value : *rate.value;
    if (const auto half = ratio_half_width(opening, closing, ratio, is_net, z)) {
      rows.lower.set(row, std::max(0.0, *rate.value - *half));
      rows.upper.set(row, is_net ? *rate.value + *half : std::min(1.0, *rate.value + *half));
    }
  }
  Table::Builder table;
  table.text("of", std::move(rows.of)).text("rate", std::move(rows.name));
  std::move(rows.value).add_to(table, "value");
  std::move(rows.over_periods).add_to(table, "over_periods");
  std::move(rows.lower).add_to(table, "lower");
  std::move(rows.upper).add_to(table, "upper");
  return table.build();
}

/// The columns after the client's, of the clients at these places.
template <class Places>
void add_moves(Table::Builder& table, std::span<const double> opening,
               std::span<const double> closing, const std::vector<Move>& moves,
               const Places& places) {
  std::vector<double> before, after, change;
  TextColumn names;
  for (const std::size_t i : places) {
    before.push_back(opening[i]);
    after.push_back(closing[i]);
    change.push_back(closing[i] - opening[i]);
    names.push_back(move_names[static_cast<std::size_t>(moves[i])]);
  }
  table.float64("opening", std::move(before))
      .float64("closing", std::move(after))
      .float64("change", std::move(change))
      .text("move", std::move(names));
}

/// All but the table of moves.
ClientBridge totals(std::span<const double> opening, std::span<const double> closing,
                    const Counted& counted, const ClientBridgeOptions& options) {
  const auto number = [&](Move move) {
    return static_cast<double>(counted.clients[static_cast<std::size_t>(move)]);
  };
  ClientBridge result;
  result.revenue = counted.revenue;
  result.clients.lost = number(Move::lost);
  result.clients.gained = number(Move::gained);
  result.clients.start =
      static_cast<double>(opening.size()) - number(Move::gained) - number(Move::absent);
  result.steps = steps_table(counted, result.clients);
  result.rates = rates_table(opening, closing, result.clients, result.revenue, options);
  return result;
}

}  // namespace

ClientBridge client_bridge(std::span<const double> opening, std::span<const double> closing,
                           const ClientBridgeOptions& options) {
  check_bridge(opening, closing, options);
  const Counted counted = count(opening, closing, options.tolerance);
  ClientBridge result = totals(opening, closing, counted, options);
  std::vector<std::size_t> places(opening.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  Table::Builder moves;
  add_moves(moves, opening, closing, counted.moves, places);
  result.moves = moves.build();
  return result;
}

ClientBridge client_bridge(const Portfolio& portfolio, const BridgePeriods& periods,
                           const ClientBridgeOptions& options, const Execution& execution) {
  const auto day = [](Day at) { return static_cast<double>(at.since_epoch); };
  require(periods.opening_from > Day::first() && periods.opening_from <= Day::last(),
          "opening_from", "a day of the calendar", day(periods.opening_from));
  require(periods.closing_from > periods.opening_from, "closing_from", "after opening_from",
          day(periods.closing_from));
  require(periods.closing_until >= periods.closing_from &&
              periods.closing_until <= portfolio.observed_until(),
          "closing_until", "from closing_from to the end of observation",
          day(periods.closing_until));
  const std::array<Day, 3> bounds{periods.opening_from - Days{1}, periods.closing_from - Days{1},
                                  periods.closing_until};
  const PeriodTotals revenue = period_totals(portfolio, bounds, execution);
  std::vector<double> opening, closing;
  for (std::size_t i = 0; i < portfolio.clients(); ++i) {
    opening.push_back(std::max(0.0, revenue.revenue_of(i)[0]));
    closing.push_back(std::max(0.0, revenue.revenue_of(i)[1]));
  }
  check_bridge(opening, closing, options);
  const Counted counted = count(opening, closing, options.tolerance);
  ClientBridge result = totals(opening, closing, counted, options);
  const auto shown = clients_without(portfolio, {ClientFlag::no_profiling});
  Table::Builder moves;
  add_client_column(moves, portfolio, shown, portfolio.clients() - shown.size());
  add_moves(moves, opening, closing, counted.moves, shown);
  result.moves = moves.build();
  return result;
}

}  // namespace tenure
