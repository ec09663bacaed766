/// How long work is run: threads, progress, cancellation.
#pragma once

#include <functional>
#include <string_view>

namespace tenure {

/// Told of progress: `fraction` in [0, 1] and the name of the stage. Returns false to cancel;
/// the call then throws Error(Status::cancelled). Called from the calling thread only.
using Progress = std::function<bool(double fraction, std::string_view stage)>;

/// Threads and progress of one call. The same input gives the same bits for every thread count.
struct Execution {
  unsigned threads = 0;    ///< 0: as many as the machine has cores
  Progress progress = {};  ///< empty: silent
};

}  // namespace tenure
