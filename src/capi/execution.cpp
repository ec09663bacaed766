#include "capi/execution.hpp"

#include <array>
#include <cstddef>
#include <string_view>

#include "capi/structs.hpp"

namespace tenure::capi {
namespace {

constexpr tenure_execution kDefaultExecution{sizeof(tenure_execution), 0, 0, nullptr, nullptr};

/// The callback as C++ calls it, with the stage NUL-terminated. Small enough for std::function to
/// hold without allocating.
struct CallProgress {
  tenure_progress progress;
  void* user;

  bool operator()(double fraction, std::string_view stage) const {
    std::array<char, 64> text{};
    stage.copy(text.data(), text.size() - 1);
    return progress(user, fraction, text.data()) == 0;
  }
};

}  // namespace

Execution to_execution(const tenure_execution* execution) {
  const tenure_execution given = read_struct(execution, kDefaultExecution, "execution");
  if (given.threads < 0) refuse("execution.threads", " must not be negative");
  Execution result;
  result.threads = static_cast<unsigned>(given.threads);
  if (given.progress != nullptr) result.progress = CallProgress{given.progress, given.user};
  return result;
}

}  // namespace tenure::capi

tenure_status tenure_execution_init(tenure_execution* execution, size_t size) {
  return tenure::capi::init_struct(execution, size, tenure::capi::kDefaultExecution);
}
