#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/parallel.hpp"
#include "base/throws.hpp"

using namespace tenure;

TEST_CASE("every item is worked on once, in the same chunks for every thread count") {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 8U, 16U}) {
    for (const std::size_t n : {0U, 1U, 9U, 10U, 11U, 1000U}) {
      std::vector<int> visits(n, 0);
      parallel_for(n, 10, {threads, {}}, "test", [&](std::size_t begin, std::size_t end) {
        CHECK(begin % 10 == 0);
        CHECK(end == std::min(begin + 10, n));
        for (std::size_t i = begin; i < end; ++i) ++visits[i];
      });
      for (const int v : visits) REQUIRE(v == 1);
    }
  }
}

TEST_CASE("S8: the error of the first chunk reaches the caller") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::string message;
      try {
        parallel_for(1000, 1, {threads, {}}, "test", [](std::size_t begin, std::size_t) {
          if (begin >= 17) throw std::runtime_error(std::to_string(begin));
        });
      } catch (const std::runtime_error& error) {
        message = error.what();
      }
      CHECK(message == "17");
    }
  }
}

TEST_CASE("progress comes from the calling thread and rises") {
  const auto caller = std::this_thread::get_id();
  double last = 0;
  const Execution execution{2, [&](double fraction, std::string_view stage) {
                              CHECK(std::this_thread::get_id() == caller);
                              CHECK(stage == "test");
                              CHECK(fraction >= last);
                              CHECK(fraction <= 1);
                              last = fraction;
                              return true;
                            }};
  parallel_for(100, 1, execution, "test", [](std::size_t, std::size_t) {});
}

TEST_CASE("progress can cancel") {
  std::atomic<int> worked = 0;
  const Execution execution{2, [](double, std::string_view) { return false; }};
  const auto error = error_of(Status::cancelled, [&] {
    parallel_for(1'000'000, 1, execution, "counting", [&](std::size_t, std::size_t) { ++worked; });
  });
  CHECK(std::string(error.what()) == "cancelled while counting");
  CHECK(worked < 1'000'000);
}
