#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "tenure/error.hpp"

namespace tenure {
namespace {

/// What the threads of one loop share.
class Loop {
 public:
  Loop(std::size_t n, std::size_t chunk, const ChunkWork& work)
      : n_(n), chunk_(chunk), chunks_((n - 1) / chunk + 1), work_(work) {}

  [[nodiscard]] std::size_t chunks() const noexcept { return chunks_; }

  /// Works on the next chunk; false when there is none or the loop was stopped.
  bool work_on_next() noexcept {
    if (stopped_.load(std::memory_order_relaxed)) return false;
    const std::size_t i = next_.fetch_add(1, std::memory_order_relaxed);
    if (i >= chunks_) return false;
    try {
      const std::size_t begin = i * chunk_;
      work_(begin, begin + std::min(chunk_, n_ - begin));
    } catch (...) {
      fail(i, std::current_exception());
    }
    return true;
  }

  void stop() noexcept { stopped_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] double fraction_begun() const noexcept {
    return static_cast<double>(std::min(next_.load(std::memory_order_relaxed), chunks_)) /
           static_cast<double>(chunks_);
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  /// Chunks are begun in order, so the first to fail is the same for every thread count.
  void fail(std::size_t i, std::exception_ptr error) noexcept {
    const std::lock_guard lock(mutex_);
    if (i < failed_) {
      failed_ = i;
      error_ = std::move(error);
    }
    stop();
  }

  const std::size_t n_, chunk_, chunks_;
  const ChunkWork& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::size_t failed_ = static_cast<std::size_t>(-1);
  std::exception_ptr error_;
};

/// Joins its threads whatever happens.
class Team {
 public:
  Team(Loop& loop, std::size_t helpers) : loop_(loop) {
    threads_.reserve(helpers);
    try {
      for (std::size_t i = 0; i < helpers; ++i) {
        threads_.emplace_back([&loop] {
          while (loop.work_on_next()) {
          }
        });
      }
    } catch (const std::system_error&) {
      // The machine gives no more threads: those we have do the work.
    }
  }
  ~Team() {
    loop_.stop();
    join();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;
  void join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  Loop& loop_;
  std::vector<std::thread> threads_;
};

}  // namespace

void parallel_for(std::size_t n, std::size_t chunk, const Execution& execution,
                  std::string_view stage, const ChunkWork& work) {
  if (n == 0) return;
  Loop loop(n, std::max<std::size_t>(chunk, 1), work);
  const std::size_t wanted = execution.threads != 0
                                 ? execution.threads
                                 : std::max(1U, std::thread::hardware_concurrency());
  Team team(loop, std::min(wanted, loop.chunks()) - 1);
  while (loop.work_on_next()) {
    if (execution.progress && !execution.progress(loop.fraction_begun(), stage)) {
      throw Error(Status::cancelled, "cancelled while " + std::string(stage));
    }
  }
  team.join();
  loop.rethrow();
}

}  // namespace tenure
