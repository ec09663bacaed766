/// Vectors for columns of millions of rows.
#pragma once

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace tenure {

/// Leaves the numbers that `resize(n)` adds as they are in memory: a column is written once, by the
/// threads that fill it, who are then the first to touch its pages.
template <typename T>
class UninitialisedAllocator : public std::allocator<T> {
 public:
  template <typename U>
  struct rebind {
    using other = UninitialisedAllocator<U>;
  };
  UninitialisedAllocator() = default;
  template <typename U>
  explicit(false) UninitialisedAllocator(const UninitialisedAllocator<U>&) noexcept {}

  template <typename U>
  void construct(U* element) noexcept {
    ::new (static_cast<void*>(element)) U;
  }
  template <typename U, typename... Arguments>
  void construct(U* element, Arguments&&... arguments) {
    ::new (static_cast<void*>(element)) U(std::forward<Arguments>(arguments)...);
  }
};

/// `resize(n, value)` writes as that of any vector does.
template <typename T>
using LargeArray = std::vector<T, UninitialisedAllocator<T>>;

}  // namespace tenure
