#include "base/execution_share.hpp"

#include <string>

namespace tenure {

Execution share_of(const Execution& execution, double from, double to, std::string_view name) {
  if (!execution.progress) return execution;
  return {execution.threads,
          [&execution, from, to, stage = std::string(name)](double fraction, std::string_view own) {
            return execution.progress(from + (to - from) * fraction,
                                      stage.empty() ? own : std::string_view(stage));
          }};
}

}  // namespace tenure
