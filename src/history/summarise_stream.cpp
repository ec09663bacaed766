#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/arrow_stream.hpp"
#include "base/execution_share.hpp"
#include "history/arrow_log.hpp"
#include "history/portfolio_data.hpp"
#include "history/spilled_rows.hpp"
#include "history/staged_rows.hpp"
#include "history/summarise.hpp"
#include "history/summary_union.hpp"
#include "tenure/error.hpp"
#include "tenure/streaming.hpp"

namespace tenure {
namespace {

// Dividing rows holds them twice, and their bytes; arranging them takes about as much beside them.
constexpr std::int64_t times_held = 4;
// A part is read back as at least this: more would leave nothing to divide.
constexpr std::int64_t least_memory = std::int64_t{1} << 20;

std::size_t rows_budget(const SpillOptions& spill) {
  if (spill.path.empty()) {
    throw Error(Status::invalid_argument, "a file for the rows must be named", "path");
  }
  if (spill.memory_bytes < least_memory) {
    throw Error(Status::invalid_argument,
                "memory_bytes is " + std::to_string(spill.memory_bytes) + ", below " +
                    std::to_string(least_memory),
                "memory_bytes");
  }
  return static_cast<std::size_t>(spill.memory_bytes / times_held);
}

std::int64_t earlier_row(std::int64_t a, std::int64_t b) {
  if (a < 0 || b < 0) return std::max(a, b);
  return std::min(a, b);
}

/// The report of the whole, from those of parts that were arranged apart.
class WholeReport {
 public:
  explicit WholeReport(const Tally& tally) : tally_(tally) { report_.first_merged_row = -1; }

  void add(const ImportReport& part) {
    report_.kept += part.kept;
    report_.merged += part.merged;
    report_.first_merged_row = earlier_row(report_.first_merged_row, part.first_merged_row);
    report_.returns_recorded += part.returns_recorded;
    report_.returns_unmatched += part.returns_unmatched;
    report_.clients += part.clients;
    Tally of_part = Tally::from(part, PurchaseArrays::no_day);
    Tally::Count& duplicates = tally_.of(DropReason::duplicate);
    duplicates.rows += of_part.of(DropReason::duplicate).rows;
    duplicates.first_row =
        earlier_row(duplicates.first_row, of_part.of(DropReason::duplicate).first_row);
  }
  [[nodiscard]] ImportReport finish() && {
    tally_.write_to(report_);
    return std::move(report_);
  }

 private:
  Tally tally_;
  ImportReport report_;
};

}  // namespace

StreamedSummary summarise_stream(ArrowArrayStream* log, const PurchaseColumns& columns,
                                 const ImportOptions& import_options, const SummaryOptions& options,
                                 const SpillOptions& spill, const Execution& execution) {
  ArrowStream stream(log);
  const std::size_t budget = rows_budget(spill);
  StagedRows staged(import_options);
  std::optional<SpilledRows> spilled;
  const auto make_room = [&] {
    if (staged.bytes() < budget) return;
    if (!spilled) spilled.emplace(spill.path);
    spilled->take(staged, {execution.threads, {}});
  };
  read_arrow(stream, columns, staged, execution, make_room);

  const Tally tally = staged.tally();
  WholeReport report(tally);
  std::vector<std::shared_ptr<Summary::Data>> summaries;
  const auto summarise_rows = [&](StagedRows rows, const Execution& share) {
    const std::shared_ptr<const Portfolio::Data> part = std::move(rows).arrange(share);
    report.add(part->report);
    summaries.push_back(summarise(Portfolio(part), options, {execution.threads, {}}));
  };
  if (!spilled) {
    summarise_rows(std::move(staged), execution);
  } else {
    spilled->take(staged, {execution.threads, {}});
    for (std::size_t p = 0; p < SpilledRows::count(); ++p) {
      // Apart, so that the lines of each are in the order in which they were read.
      StagedRows rows(import_options);
      spilled->give(p, rows);
      rows.complete(tally, spilled->has_orders());
      constexpr double parts = SpilledRows::count();
      const double done = static_cast<double>(p);
      summarise_rows(std::move(rows), share_of(execution, done / parts, (done + 1) / parts));
    }
  }
  Summary summary = union_of(std::move(summaries));
  return {std::move(summary), std::move(report).finish()};
}

}  // namespace tenure
