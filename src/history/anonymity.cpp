/// Which counts of clients may be published.
#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tenure/error.hpp"
#include "tenure/privacy.hpp"

namespace tenure {
namespace {

using Counts = std::span<const std::int64_t>;

enum class Outcome : std::uint8_t { published, small, complementary, merged };

constexpr const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::small:
      return "small";
    case Outcome::complementary:
      return "complementary";
    case Outcome::merged:
      return "merged";
    default:
      return "published";
  }
}

void check(Counts clients, const AnonymityOptions& options) {
  const auto refuse = [](const char* argument, const std::string& why, std::int64_t row = -1) {
    throw Error(Status::invalid_argument, argument + why, argument, row);
  };
  if (options.k < 1) refuse("k", " must be above 0, not " + std::to_string(options.k));
  if (options.columns > 0 && clients.size() % options.columns != 0) {
    refuse("columns", ": " + std::to_string(clients.size()) + " cells are no whole rows of " +
                          std::to_string(options.columns));
  }
  if (options.columns > 0 && options.small_cells == SmallCells::merge) {
    refuse("small_cells", " can only be merged in a one-way table");
  }
  std::int64_t left = std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (clients[i] < 0) refuse("counts", " below 0 in cell " + std::to_string(i), row);
    if (clients[i] > left) refuse("counts", " are too many in cell " + std::to_string(i), row);
    left -= clients[i];
  }
}

/// The cells whose sum is published: all, or every row and column of a two-way table.
std::vector<std::vector<std::size_t>> lines_of(std::size_t cells, std::size_t columns) {
  if (columns == 0) {
    std::vector<std::size_t> all(cells);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return {all};
  }
  const std::size_t rows = cells / columns;
  std::vector<std::vector<std::size_t>> lines(rows + columns);
  for (std::size_t i = 0; i < cells; ++i) {
    lines[i / columns].push_back(i);
    lines[rows + i % columns].push_back(i);
  }
  return lines;
}

class Suppression {
 public:
  Suppression(Counts clients, const AnonymityOptions& options)
      : clients_(clients), k_(options.k), outcome_(clients.size(), Outcome::published) {
    for (std::size_t i = 0; i < clients.size(); ++i) {
      if (clients[i] > 0 && clients[i] < k_) outcome_[i] = Outcome::small;
    }
    const auto lines = lines_of(clients.size(), options.columns);
    // To hide a cell for one line may give away another line's: until nothing changes.
    while (std::count_if(lines.begin(), lines.end(),
                         [this](const auto& line) { return protect(line); }) > 0) {
    }
    is_protected_ =
        std::all_of(lines.begin(), lines.end(), [this](const auto& line) { return is_safe(line); });
  }
  [[nodiscard]] const std::vector<Outcome>& outcome() const { return outcome_; }
  [[nodiscard]] bool is_protected() const { return is_protected_; }

 private:
  /// Whether the sum of the hidden cells, which a total and the published ones give away, is one of
  /// two cells and of k clients at least.
  [[nodiscard]] bool is_safe(const std::vector<std::size_t>& line) const {
    std::int64_t cells = 0, hidden = 0;
    for (const std::size_t i : line) {
      if (outcome_[i] == Outcome::published) continue;
      ++cells;
      hidden += clients_[i];
    }
    return cells == 0 || (cells > 1 && hidden >= k_);
  }
  /// Hides the smallest published cells until the line is safe; whether it hid any.
  bool protect(const std::vector<std::size_t>& line) {
    bool changed = false;
    while (!is_safe(line)) {
      std::size_t least = clients_.size();
      for (const std::size_t i : line) {
        if (outcome_[i] != Outcome::published || clients_[i] == 0) continue;
        if (least == clients_.size() || clients_[i] < clients_[least]) least = i;
      }
      if (least == clients_.size()) break;
      outcome_[least] = Outcome::complementary;
      changed = true;
    }
    return changed;
  }

  Counts clients_;
  std::int64_t k_;
  std::vector<Outcome> outcome_;
  bool is_protected_ = true;
};

/// Neighbours joined until no group is small: the group of each cell, numbered from 0, and the
/// clients of each group. One group alone may stay small.
struct Groups {
  std::vector<std::int64_t> of_cell;
  std::vector<std::int64_t> clients;
};

Groups merged(Counts clients, std::int64_t k) {
  std::vector<std::vector<std::size_t>> cells(clients.size());
  Groups groups{std::vector<std::int64_t>(clients.size()), {clients.begin(), clients.end()}};
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = {i};
  while (cells.size() > 1) {
    std::size_t least = cells.size();
    for (std::size_t g = 0; g < cells.size(); ++g) {
      const std::int64_t here = groups.clients[g];
      if (here == 0 || here >= k) continue;
      if (least == cells.size() || here < groups.clients[least]) least = g;
    }
    if (least == cells.size()) break;
    const bool to_the_left = least + 1 == cells.size() ||
                             (least > 0 && groups.clients[least - 1] <= groups.clients[least + 1]);
    const std::size_t first = to_the_left ? least - 1 : least;
    groups.clients[first] += groups.clients[first + 1];
    cells[first].insert(cells[first].end(), cells[first + 1].begin(), cells[first + 1].end());
    groups.clients.erase(groups.clients.begin() + static_cast<std::ptrdiff_t>(first) + 1);
    cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(first) + 1);
  }
  for (std::size_t g = 0; g < cells.size(); ++g) {
    for (const std::size_t i : cells[g]) groups.of_cell[i] = static_cast<std::int64_t>(g);
  }
  return groups;
}

AnonymousCells to_result(Counts clients, const std::vector<Outcome>& outcome, Groups groups) {
  AnonymousCells result;
  TextColumn outcomes;
  std::vector<std::int64_t> cell(clients.size()), shown(clients.size());
  std::vector<std::uint8_t> is_shown(clients.size());
  for (std::size_t i = 0; i < clients.size(); ++i) {
    cell[i] = static_cast<std::int64_t>(i);
    outcomes.push_back(name_of(outcome[i]));
    is_shown[i] = outcome[i] == Outcome::published || outcome[i] == Outcome::merged;
    if (is_shown[i] != 0) {
      shown[i] = groups.clients[static_cast<std::size_t>(groups.of_cell[i])];
    } else {
      ++result.hidden_cells;
      result.hidden_clients += clients[i];
    }
    if (clients[i] > 0 && (result.smallest == 0 || clients[i] < result.smallest)) {
      result.smallest = clients[i];
    }
  }
  result.cells = Table::Builder()
                     .int64("cell", std::move(cell))
                     .int64("clients", std::move(shown), std::move(is_shown))
                     .text("outcome", std::move(outcomes))
                     .int64("group", std::move(groups.of_cell))
                     .build();
  return result;
}

}  // namespace

AnonymousCells anonymous_cells(std::span<const std::int64_t> counts,
                               const AnonymityOptions& options) {
  check(counts, options);
  if (options.small_cells == SmallCells::merge) {
    Groups groups = merged(counts, options.k);
    std::vector<Outcome> outcome(counts.size(), Outcome::published);
    std::vector<std::int64_t> cells(groups.clients.size(), 0);
    for (const std::int64_t g : groups.of_cell) ++cells[static_cast<std::size_t>(g)];
    bool is_protected = true;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
      const auto g = static_cast<std::size_t>(groups.of_cell[i]);
      const bool is_small = groups.clients[g] > 0 && groups.clients[g] < options.k;
      if (cells[g] > 1) outcome[i] = Outcome::merged;
      if (is_small) outcome[i] = Outcome::small;
      is_protected = is_protected && !is_small;
    }
    AnonymousCells result = to_result(counts, outcome, std::move(groups));
    result.totals_publishable = is_protected;
    return result;
  }
  const Suppression suppression(counts, options);
  Groups alone{std::vector<std::int64_t>(counts.size()), {counts.begin(), counts.end()}};
  std::iota(alone.of_cell.begin(), alone.of_cell.end(), std::int64_t{0});
  AnonymousCells result = to_result(counts, suppression.outcome(), std::move(alone));
  result.totals_publishable = suppression.is_protected();
  return result;
}

}  // namespace tenure
