#include "history/arrow_log.hpp"

#include <algorithm>
#include <vector>

#include "history/arrow_slice.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t rows_a_slice = 1 << 15;   // stays in the cache of one core
constexpr std::size_t slices_a_round = 1 << 6;  // work for many cores, and some megabytes

}  // namespace

void read_arrow(ArrowStream& stream, const PurchaseColumns& columns, StagedRows& staged,
                const Execution& execution, const std::function<void()>& after_round) {
  ArrowLogColumns log(stream.schema(), columns, staged.options());
  std::vector<ArrowSlice> slices;
  while (const ArrowArray* batch = stream.next()) {
    const auto rows = static_cast<std::size_t>(batch->length);
    log.bind(*batch, staged.tally().rows_read);
    staged.expect(rows);  // of a stream in one batch, all
    for (std::size_t begin = 0; begin < rows; begin += slices_a_round * rows_a_slice) {
      const std::size_t count = std::min(slices_a_round, (rows - begin - 1) / rows_a_slice + 1);
      const std::int64_t first_row = staged.tally().rows_read;
      while (slices.size() < count) slices.emplace_back(log);
      const auto read = [&](std::size_t i) -> const RowSlice& {
        const std::size_t from = i * rows_a_slice;
        return slices[i].read(begin + from, std::min(rows_a_slice, rows - begin - from),
                              first_row + static_cast<std::int64_t>(from));
      };
      // Progress is told below: how long a stream is cannot be known.
      staged.take(count, read, {execution.threads, {}});
      if (execution.progress && !execution.progress(0, "reading")) {
        throw Error(Status::cancelled, "cancelled while reading");
      }
      if (after_round) after_round();
    }
  }
}

}  // namespace tenure
