#include "failing_allocator.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

constexpr std::int64_t kNever = INT64_MAX;

std::atomic<std::int64_t> until_failure{kNever};
std::atomic<bool> fails_forever{false};
std::atomic<bool> has_failed{false};
std::atomic<std::int64_t> alive_count{0};

bool must_fail() noexcept {
  if (until_failure.load(std::memory_order_relaxed) == kNever) return false;
  const std::int64_t left = until_failure.fetch_sub(1) - 1;
  const bool fails = left == 0 || (left < 0 && fails_forever);
  if (fails) has_failed = true;
  return fails;
}

}  // namespace

namespace failing_allocator {

void arm(std::int64_t nth, Mode mode) {
  has_failed = false;
  fails_forever = mode == Mode::forever;
  until_failure = nth;
}

bool disarm() {
  until_failure = kNever;
  return has_failed;
}

std::int64_t alive() { return alive_count; }

}  // namespace failing_allocator

// glibc's own entries stand behind ours, so that the exception machinery, threads and C allocations
// of any library are counted too. A sanitizer has its own malloc: there only operator new is ours.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);

void* malloc(std::size_t size) {
  if (must_fail()) {
    errno = ENOMEM;
    return nullptr;
  }
  ++alive_count;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  if (must_fail()) {
    errno = ENOMEM;
    return nullptr;
  }
  ++alive_count;
  return __libc_calloc(count, size);
}
void* realloc(void* block, std::size_t size) {
  if (must_fail()) {
    errno = ENOMEM;
    return nullptr;
  }
  if (block == nullptr) ++alive_count;
  return __libc_realloc(block, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  if (must_fail()) {
    errno = ENOMEM;
    return nullptr;
  }
  ++alive_count;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  if (must_fail()) return ENOMEM;
  ++alive_count;
  *block = __libc_memalign(alignment, size);
  return *block == nullptr ? ENOMEM : 0;
}
void free(void* block) {
  if (block != nullptr) --alive_count;
  __libc_free(block);
}
}

#else

void* operator new(std::size_t size) {
  void* block = must_fail() ? nullptr : std::malloc(size);
  if (block == nullptr) throw std::bad_alloc();
  ++alive_count;
  return block;
}
void operator delete(void* block) noexcept {
  if (block != nullptr) --alive_count;
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* block, const std::nothrow_t&) noexcept { operator delete(block); }

#endif
