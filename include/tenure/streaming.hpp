/// Summaries of logs that are larger than memory.
#pragma once

#include <cstdint>
#include <string>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>

namespace tenure {

/// Where rows wait while a log is read, and how much memory they may take.
struct SpillOptions {
  /// A file that does not exist yet, on a disk with room for the recorded columns of the log. It is
  /// nameless from the start: nothing remains of it, whatever happens.
  std::string path;
  /// About what is held beside one batch of the producer and the summary of all clients. A log of
  /// more than 60 times as much takes a sixtieth of its recorded columns instead.
  std::int64_t memory_bytes = std::int64_t{1} << 30;
};

struct StreamedSummary {
  Summary summary;
  ImportReport report;
};

/// Summary::from_portfolio of Portfolio::from_arrow, to the bit, with its report, row numbers
/// included, in any order of the rows and under every policy, without a portfolio: rows are divided
/// by client in a file, and one part after the other is summarised. Nobody has opted out of
/// profiling there: leave such clients out of the stream. Consumes the stream: it is released
/// whatever happens. Throws what these throw, and Error(io_error).
[[nodiscard]] StreamedSummary summarise_stream(
    ArrowArrayStream* log, const PurchaseColumns& columns, const ImportOptions& import_options,
    const SummaryOptions& options, const SpillOptions& spill, const Execution& execution = {});

}  // namespace tenure
