#include "models/day_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <utility>

#include "base/large_array.hpp"
#include "base/parallel.hpp"
#include "history/line_order.hpp"
#include "models/histories.hpp"

namespace tenure::model {
namespace {

constexpr std::size_t kClientsAGridChunk = 1 << 16;
constexpr std::size_t kKeysAGridChunk = 1 << 12;
constexpr std::size_t kFewClients = 1 << 10;  // with fewer there is nothing to gain
constexpr double kMostSteps = 1 << 20;        // of a column
constexpr double kUnitsOfDays[] = {1.0, 7.0};

/// A column as whole steps, `steps` of which are 1.
struct Steps {
  std::span<const double> column;
  double steps;

  [[nodiscard]] std::uint32_t at(std::size_t row) const {
    return static_cast<std::uint32_t>(column[row] * steps + 0.5);
  }
  [[nodiscard]] double back(std::uint32_t step) const { return step / steps; }
  /// The last step, or nothing if a number is not exactly what its step says.
  [[nodiscard]] std::optional<std::uint32_t> last(const Execution& execution) const {
    std::mutex mutex;
    std::uint32_t found = 0;
    bool whole = true;
    parallel_for(column.size(), kClientsAGridChunk, execution, "grouping",
                 [&](std::size_t begin, std::size_t end) {
                   std::uint32_t last_here = 0;
                   bool whole_here = true;
                   for (std::size_t row = begin; row < end && whole_here; ++row) {
                     whole_here = column[row] >= 0.0 && column[row] * steps < kMostSteps &&
                                  back(at(row)) == column[row];
                     if (whole_here) last_here = std::max(last_here, at(row));
                   }
                   const std::lock_guard lock(mutex);
                   found = std::max(found, last_here);
                   whole = whole && whole_here;
                 });
    return whole ? std::optional(found) : std::nullopt;
  }
};

/// Of clients in order of `keys`, x and one of the times, and of `days`, the other one.
class Grouped {
 public:
  Grouped(LargeArray<std::uint32_t> keys, LargeArray<std::int32_t> days, const Execution& execution)
      : days_(std::move(days)),
        order_(order_lines(std::move(keys), days_, execution)),
        execution_(execution) {}

  /// Calls write(row, key, day) for each history and fills in the row of each client; gives the
  /// number of rows, which `resize` is told before.
  template <class Resize, class Write>
  void visit(std::vector<std::uint32_t>& of_client, const Resize& resize,
             const Write& write) const {
    const std::size_t keys = order_.keys.size();
    std::vector<std::size_t> rows((keys + kKeysAGridChunk - 1) / kKeysAGridChunk + 1, 0);
    parallel_for(
        keys, kKeysAGridChunk, execution_, "grouping", [&](std::size_t begin, std::size_t end) {
          std::size_t& count = rows[begin / kKeysAGridChunk + 1];
          each_line(begin, end,
                    [&](std::size_t, std::size_t, bool is_new) { count += is_new ? 1U : 0U; });
        });
    for (std::size_t i = 1; i < rows.size(); ++i) rows[i] += rows[i - 1];
    resize(rows.back());
    parallel_for(keys, kKeysAGridChunk, execution_, "grouping",
                 [&](std::size_t begin, std::size_t end) {
                   std::size_t next = rows[begin / kKeysAGridChunk];
                   each_line(begin, end, [&](std::size_t key, std::size_t line, bool is_new) {
                     if (is_new) {
                       write(next++, order_.keys[key], static_cast<std::uint32_t>(days_[line]));
                     }
                     of_client[order_.lines.empty() ? line : order_.lines[line]] =
                         static_cast<std::uint32_t>(next - 1);
                   });
                 });
  }

 private:
  /// Calls use(key, line, whether it is the first of its history).
  template <class Use>
  void each_line(std::size_t first_key, std::size_t end_key, const Use& use) const {
    for (std::size_t key = first_key; key < end_key; ++key) {
      const std::size_t first = order_.offsets[key];
      for (std::size_t line = first; line < order_.offsets[key + 1]; ++line) {
        use(key, line, line == first || days_[line] != days_[line - 1]);
      }
    }
  }

  LargeArray<std::int32_t> days_;
  LineOrder<std::uint32_t> order_;
  const Execution& execution_;
};

}  // namespace

std::optional<GridHistories> histories_by_day(const Histories& histories, const ModelTraits& traits,
                                              HistoryOrder order, const Execution& execution) {
  const std::size_t clients = histories.size();
  if (traits.reads_mean_spend || !traits.reads_recency || !traits.reads_age) return std::nullopt;
  if (clients < kFewClients) return std::nullopt;
  const Steps x{histories.frequency, 1.0};
  const auto last_x = x.last(execution);
  if (!last_x) return std::nullopt;
  for (const double steps : kUnitsOfDays) {
    const Steps t_x{histories.recency, steps};
    const Steps T{histories.age, steps};
    const auto last_T = T.last(execution);
    const auto last_t_x = last_T ? t_x.last(execution) : std::nullopt;
    if (!last_t_x) continue;
    const bool by_age = order == HistoryOrder::by_age_and_recency;
    const Steps& major = by_age ? T : t_x;
    const Steps& minor = by_age ? t_x : T;
    const std::uint32_t span = (by_age ? *last_T : *last_t_x) + 1;
    if (std::uint64_t{*last_x + 1} * span > std::numeric_limits<std::uint32_t>::max()) continue;

    LargeArray<std::uint32_t> keys(clients);
    LargeArray<std::int32_t> days(clients);
    parallel_for(clients, kClientsAGridChunk, execution, "grouping",
                 [&](std::size_t begin, std::size_t end) {
                   for (std::size_t row = begin; row < end; ++row) {
                     keys[row] = x.at(row) * span + major.at(row);
                     days[row] = static_cast<std::int32_t>(minor.at(row));
                   }
                 });
    const Grouped grouped(std::move(keys), std::move(days), execution);
    GridHistories found;
    found.of_client.resize(clients);
    grouped.visit(
        found.of_client,
        [&](std::size_t rows) {
          for (auto* column : {&found.x, &found.t_x, &found.T}) column->resize(rows);
        },
        [&](std::size_t row, std::uint32_t key, std::uint32_t day) {
          found.x[row] = key / span;
          (by_age ? found.T : found.t_x)[row] = major.back(key % span);
          (by_age ? found.t_x : found.T)[row] = minor.back(day);
        });
    return found;
  }
  return std::nullopt;
}

}  // namespace tenure::model
