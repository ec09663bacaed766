// Every allocation of every operation fails in turn, once and from then on: each time the call
// says so or succeeds without it, leaves nothing behind, and works again afterwards.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

extern "C" {
#include "operations.h"
}
#include "check.h"
#include "failing_allocator.hpp"

namespace {

using failing_allocator::Mode;

// A caller who has no memory for an error object still gets one. A stream error: it was the
// producer of the stream who had no memory.
bool tells_of_memory(tenure_status status, const tenure_error* error) {
  return (status == TENURE_OUT_OF_MEMORY || status == TENURE_STREAM_ERROR) &&
         tenure_error_status(error) == status;
}

struct Outcome {
  bool has_failed;   ///< an allocation was refused
  bool is_as_asked;  ///< and the call dealt with it as it must
  bool has_leaked;
  tenure_status status;
};

Outcome run(const operation& op, fixture& f, void* arguments, std::int64_t nth, Mode mode) {
  const std::int64_t alive = failing_allocator::alive();
  op.prepare(arguments, &f);
  failing_allocator::arm(nth, mode);
  const tenure_status status = op.run(arguments);
  const bool has_failed = failing_allocator::disarm();
  const bool is_as_asked = status == TENURE_OK ? op.is_written(arguments) != 0
                                               : tells_of_memory(status, op.error(arguments)) &&
                                                     op.is_reset(arguments) != 0;
  op.finish(arguments);
  return {has_failed, is_as_asked, failing_allocator::alive() != alive, status};
}

/// Returns the number of allocations that were made to fail.
std::int64_t exhaust(const operation& op, fixture& f, void* arguments, Mode mode) {
  constexpr std::int64_t kNone = INT64_MAX - 1;
  run(op, f, arguments, kNone, mode);  // what is made once and kept is made now
  for (std::int64_t nth = 1;; ++nth) {
    const Outcome outcome = run(op, f, arguments, nth, mode);
    CHECK(outcome.is_as_asked);
    CHECK(!outcome.has_leaked);
    if (!outcome.is_as_asked || outcome.has_leaked) {
      std::fprintf(stderr, "  %s, allocation %lld%s: %s\n", op.name, static_cast<long long>(nth),
                   mode == Mode::once ? "" : " and all after", tenure_status_text(outcome.status));
    }
    if (!outcome.has_failed) return nth - 1;
  }
}

}  // namespace

int main() {
  static fixture f;
  CHECK(fixture_make(&f, "capi_test_allocation.tenure") == 0);
  std::int64_t refused = 0;
  for (int i = 0; i < kOperationCount; ++i) {
    const operation& op = kOperations[i];
    std::vector<std::uint64_t> arguments(op.arguments_size / sizeof(std::uint64_t) + 1);
    refused += exhaust(op, f, arguments.data(), Mode::once);
    refused += exhaust(op, f, arguments.data(), Mode::forever);
  }
  std::printf("%d functions, %lld allocations refused\n", kOperationCount,
              static_cast<long long>(refused));
  fixture_free(&f);
  return checks_failed();
}
