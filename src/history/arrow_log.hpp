/// A purchase log that came as an Arrow stream.
#pragma once

#include <functional>

#include "base/arrow_stream.hpp"
#include "history/staged_rows.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

/// Reads all rows of a stream into `staged`, slice by slice: what is held beside it is one batch
/// of the producer. `after_round` is called now and then, and may take lines out of `staged`.
void read_arrow(ArrowStream& stream, const PurchaseColumns& columns, StagedRows& staged,
                const Execution& execution, const std::function<void()>& after_round = {});

}  // namespace tenure
