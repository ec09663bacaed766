/// Privacy: what clients asked for, whose data are due to go, and which counts may be published.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// What clients asked for, as parallel arrays: 1 where the client asked; empty: none of them did.
struct ClientFlags {
  ClientIds clients;  ///< in any order, each once
  std::span<const std::uint8_t> no_profiling = {};
  std::span<const std::uint8_t> no_contact = {};
  std::span<const std::uint8_t> erase = {};
};

/// The portfolio with the flags of the clients named set anew; those of the others stay. Clients
/// without a purchase are remembered: their flags hold when their rows are appended. Throws
/// Error(invalid_argument) for columns of different length, Error(invalid_data) for a client named
/// twice or whose id is of another kind than the portfolio's.
[[nodiscard]] Portfolio with_flags(const Portfolio& portfolio, const ClientFlags& flags);

/// client, no_profiling, no_contact, erase: one row a client who asked for anything, also those
/// without a purchase.
[[nodiscard]] Table flag_table(const Portfolio& portfolio);

/// The portfolio without these clients: their rows, their flags and the texts that only they used
/// are gone, and a saved file has none of them. The report counts the rows as dropped, "erased".
/// Ids that the portfolio does not have are passed over, so that erasing twice is harmless. The end
/// of observation stays.
[[nodiscard]] Portfolio erase(const Portfolio& portfolio, const ClientIds& clients);

/// How long data are kept. The default is the French regulator's guidance for clients who stay
/// silent (CNIL, "Les durees de conservation des donnees"): indicative, the business decides.
struct RetentionClock {
  double years = 3;               ///< after the last active contact; 0 to 100
  std::optional<Day> as_of = {};  ///< default: the portfolio's end of observation
};

/// client, last_active (day of the last row: a purchase or a return), due_since (when the clock ran
/// out; absent where it has not), reason ("asked", "inactive"): one row a client who is due, by id.
[[nodiscard]] Table due_for_erasure(const Portfolio& portfolio, const RetentionClock& clock = {});

/// Erases those whom due_for_erasure names.
[[nodiscard]] Portfolio erase_due(const Portfolio& portfolio, const RetentionClock& clock = {});

/// What becomes of a cell with fewer clients than may be published.
enum class SmallCells : std::int32_t {
  suppress = 0,  ///< hidden, with others so that no total gives it away
  merge = 1,     ///< joined with a neighbour, of cells in an order; one-way only
};

struct AnonymityOptions {
  std::int64_t k = 10;  ///< fewest clients of a published cell; above 0
  SmallCells small_cells = SmallCells::suppress;
  /// Of a two-way table given row by row, its columns: totals of rows and columns are then taken
  /// to be published. 0: a one-way table, whose grand total is.
  std::size_t columns = 0;
};

struct AnonymousCells {
  /// cell (its position), clients (absent where it is hidden; those of the whole group where it was
  /// merged), outcome ("published", "small", "complementary": hidden to protect a small one,
  /// "merged"), group (cells of one number are published as one).
  Table cells;
  std::int64_t smallest = 0;  ///< of the cells as given, the fewest clients but none: their k
  std::int64_t hidden_cells = 0;
  std::int64_t hidden_clients = 0;
  /// Whether every total over hidden cells is one of two cells and of k clients at least. Where it
  /// is not, too few clients are in a line altogether: its total must not be published either.
  bool totals_publishable = true;
};

/// Which cells of a table of counts can be published so that none shows fewer than k clients, not
/// even as a difference from the totals. An empty cell shows nobody and is published as 0.
/// L. Sweeney (2002), k-anonymity: a model for protecting privacy, Int. J. Uncertainty, Fuzziness
/// and Knowledge-based Systems 10; complementary suppression: L. H. Cox (1980), JASA 75.
[[nodiscard]] AnonymousCells anonymous_cells(std::span<const std::int64_t> counts,
                                             const AnonymityOptions& options = {});

}  // namespace tenure
