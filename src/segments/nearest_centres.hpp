/// The nearest and the second nearest of a few centres, for many clients at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tenure::segment {

/// Clients collected one by one and compared with the centres together, coordinate by coordinate,
/// so that the compiler works on several clients at a time.
class NearestCentres {
 public:
  static constexpr std::size_t block = 64;

  /// `centres`: rows of `columns` coordinates, which must outlive this.
  NearestCentres(std::span<const double> centres, std::size_t columns);

  /// `client` is his number among all, `row` his coordinates.
  void add(std::size_t client, const double* row);
  [[nodiscard]] bool is_full() const noexcept { return size_ == block; }
  void clear() noexcept { size_ = 0; }

  /// Compares those that were added.
  void find();
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t client(std::size_t i) const { return clients_[i]; }
  [[nodiscard]] std::int32_t nearest(std::size_t i) const {
    return static_cast<std::int32_t>(nearest_[i]);
  }
  /// Squared distances to the nearest and to the second nearest; the latter is the greatest
  /// double if there is one centre only.
  [[nodiscard]] double first(std::size_t i) const { return first_[i]; }
  [[nodiscard]] double second(std::size_t i) const { return second_[i]; }

 private:
  std::span<const double> centres_;
  std::size_t columns_;
  std::size_t size_ = 0;
  std::array<std::size_t, block> clients_{};
  std::vector<double> coordinates_;  // of column c: from c * block on
  std::array<double, block> first_{}, second_{};
  std::array<double, block> nearest_{};  // a number of a centre, as double for vector instructions
};

}  // namespace tenure::segment
