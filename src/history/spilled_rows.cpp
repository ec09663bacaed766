#include "history/spilled_rows.hpp"

#include "base/byte_stream.hpp"

namespace tenure {

void SpilledRows::take(StagedRows& staged, const Execution& execution) {
  has_orders_ = has_orders_ || staged.has_orders();
  const std::vector<StagedRows> divided = staged.split_off(part_count, execution);
  for (std::size_t p = 0; p < part_count; ++p) {
    if (divided[p].lines() == 0) continue;
    MemorySink sink;
    divided[p].write_to(sink);
    const std::vector<std::byte> bytes = std::move(sink).take();
    parts_[p].push_back({file_.append(bytes), bytes.size()});
  }
}

void SpilledRows::give(std::size_t part, StagedRows& staged) const {
  for (const Block& block : parts_[part]) {
    std::vector<std::byte> bytes(block.size);
    file_.read(block.begin, bytes);
    MemorySource source(bytes);
    staged.rejoin(StagedRows::read_from(source));
  }
}

}  // namespace tenure
