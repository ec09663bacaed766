#include "segments/coverage.hpp"

#include <cstddef>
#include <utility>

namespace tenure::segment {
namespace {

/// How many clients have each combination of scores, in the order r, f, m.
class Census {
 public:
  Census(std::span<const Cell> cells, int bins, bool with_monetary)
      : bins_(bins), with_monetary_(with_monetary) {
    const auto side = static_cast<std::size_t>(bins);
    clients_.resize(side * side * (with_monetary ? side : 1));
    for (const Cell& cell : cells) ++clients_[place_of(cell)];
  }

  /// Calls visit(cell, clients) for every combination.
  template <class Visit>
  void for_each(const Visit& visit) const {
    const std::int64_t m_from = with_monetary_ ? 1 : 0, m_to = with_monetary_ ? bins_ : 0;
    for (std::int64_t r = 1; r <= bins_; ++r) {
      for (std::int64_t f = 1; f <= bins_; ++f) {
        for (std::int64_t m = m_from; m <= m_to; ++m) {
          visit(Cell{r, f, m}, clients_[place_of({r, f, m})]);
        }
      }
    }
  }

 private:
  [[nodiscard]] std::size_t place_of(const Cell& cell) const {
    const std::int64_t pair = (cell.r - 1) * bins_ + cell.f - 1;
    return static_cast<std::size_t>(with_monetary_ ? pair * bins_ + cell.m - 1 : pair);
  }
  std::int64_t bins_;
  bool with_monetary_;
  std::vector<std::int64_t> clients_;
};

}  // namespace

Coverage coverage(std::span<const SegmentRule> rules, std::span<const Cell> cells, int bins,
                  bool with_monetary, std::size_t excluded_clients) {
  std::vector<std::int64_t> contained(rules.size()), taken(rules.size()), clients(rules.size());
  std::vector<std::int64_t> r, f, m, uncovered_clients;
  if (!rules.empty()) {
    Census(cells, bins, with_monetary).for_each([&](const Cell& cell, std::int64_t inhabitants) {
      bool is_taken = false;
      for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!contains(rules[i], cell)) continue;
        ++contained[i];
        if (is_taken) continue;
        is_taken = true;
        ++taken[i];
        clients[i] += inhabitants;
      }
      if (is_taken) return;
      r.push_back(cell.r);
      f.push_back(cell.f);
      m.push_back(cell.m);
      uncovered_clients.push_back(inhabitants);
    });
  }

  TextColumn names;
  for (const SegmentRule& rule : rules) names.push_back(rule.name);
  Table::Builder uncovered;
  uncovered.excluded_clients(excluded_clients).int64("r", std::move(r)).int64("f", std::move(f));
  if (with_monetary) uncovered.int64("m", std::move(m));
  return {Table::Builder()
              .excluded_clients(excluded_clients)
              .text("rule", std::move(names))
              .int64("cells", std::move(contained))
              .int64("cells_taken", std::move(taken))
              .int64("clients", std::move(clients))
              .build(),
          uncovered.int64("clients", std::move(uncovered_clients)).build()};
}

}  // namespace tenure::segment
