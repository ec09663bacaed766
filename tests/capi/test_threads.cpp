// Portfolios, summaries, models and tables are read by many threads at once, and the answers are
// those of one thread.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

extern "C" {
#include "operations.h"
}
#include "check.h"

namespace {

constexpr int kThreads = 8;
constexpr int kRounds = 3;

/// Every operation on the shared fixture, with arguments of the thread's own. Returns how many
/// did not succeed.
int run_all(fixture& f) {
  int failed = 0;
  for (int i = 0; i < kOperationCount; ++i) {
    const operation& op = kOperations[i];
    std::vector<std::uint64_t> arguments(op.arguments_size / sizeof(std::uint64_t) + 1);
    op.prepare(arguments.data(), &f);
    failed += op.run(arguments.data()) != TENURE_OK || op.is_written(arguments.data()) == 0;
    op.finish(arguments.data());
  }
  return failed;
}

std::vector<double> expected_purchases(const fixture& f, std::int32_t threads) {
  tenure_execution execution = f.execution;
  execution.threads = threads;
  std::vector<double> values(static_cast<std::size_t>(f.histories.rows));
  CHECK(tenure_model_expected_purchases(f.model, &f.histories, 0, 39, &execution, values.data(),
                                        f.histories.rows, nullptr) == TENURE_OK);
  return values;
}

void any_number_of_threads_gives_the_same_bits(const fixture& f) {
  const std::vector<double> one = expected_purchases(f, 1);
  for (const std::int32_t threads : {2, 3, 16}) {
    const std::vector<double> many = expected_purchases(f, threads);
    CHECK(std::memcmp(one.data(), many.data(), one.size() * sizeof(double)) == 0);
  }
}

void handles_are_shared(fixture& f) {
  std::vector<int> failed(kThreads);
  std::vector<std::thread> threads;
  for (int& result : failed) {
    threads.emplace_back([&f, &result] {
      for (int round = 0; round < kRounds; ++round) result += run_all(f);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int result : failed) CHECK(result == 0);
}

}  // namespace

int main() {
  static fixture f;
  CHECK(fixture_make(&f, "capi_test_threads.tenure") == 0);
  any_number_of_threads_gives_the_same_bits(f);
  handles_are_shared(f);
  fixture_free(&f);
  return checks_failed();
}
