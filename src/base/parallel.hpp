/// Loops over many items: threads, progress, cancellation, and errors that reach the caller.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include <tenure/execution.hpp>

namespace tenure {

/// Work on the items [begin, end).
using ChunkWork = std::function<void(std::size_t begin, std::size_t end)>;

/// Cuts [0, n) into consecutive chunks of `chunk` items (the last may be shorter) and works on
/// them in any order, the calling thread included. The cut depends on n and chunk alone: work
/// that keeps its results apart by chunk gives the same bits for every thread count.
///
/// Progress is reported after each chunk of the calling thread. Of the errors thrown by `work`
/// the one of the first chunk is rethrown, after every thread has stopped.
void parallel_for(std::size_t n, std::size_t chunk, const Execution& execution,
                  std::string_view stage, const ChunkWork& work);

}  // namespace tenure
