/// PartialSummary: what a part of a log tells of each client, in a form that merges.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>

namespace tenure {

/// A state of one size for each client of a part of a log: first and last day, purchases, spend of
/// the first and of the others, cost, logarithms of the intervals, holdout. Immutable; cheap to
/// copy.
///
/// Parts are divided by client (all rows of a client in one part) or by day (all rows of a client's
/// day in one part, and no part with rows of a client both before and after those of another one):
/// files by month, or by a hash of the client, or both. Then the summary of all parts, merged in
/// any order and in any groups, is that of one portfolio of all rows to the bit, returns, holdout
/// and every policy of the import included.
class PartialSummary {
 public:
  /// Of a part that was imported with the options of all parts. Without `observed_until`, in the
  /// import or here, the observation ends on the last day of all parts.
  [[nodiscard]] static PartialSummary of(const Portfolio& part, const SummaryOptions& options = {},
                                         const Execution& execution = {});
  /// Throws Error(invalid_argument) naming a part with other options than the first,
  /// Error(invalid_data) naming a client whose days two parts share.
  [[nodiscard]] static PartialSummary merge(std::span<const PartialSummary> parts);
  /// As Summary::from_portfolio; who opted out of profiling in one part has done so in all.
  [[nodiscard]] Summary summary() const;

  /// As bytes of a stated version, checksummed, the same on every machine; the same parts merged in
  /// any order give the same bytes.
  [[nodiscard]] std::vector<std::byte> to_bytes() const;
  /// Throws Error(corrupt_data) for what is not as `to_bytes` wrote it, Error(unsupported_version)
  /// for what a newer library wrote.
  [[nodiscard]] static PartialSummary from_bytes(std::span<const std::byte> bytes);

  [[nodiscard]] std::size_t clients() const noexcept;  ///< with any row, a return too

  struct Data;  // src/history/partial_summary_data.hpp
  explicit PartialSummary(std::shared_ptr<const Data> data);
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace tenure
