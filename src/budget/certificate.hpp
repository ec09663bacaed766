/// How an allocation is proved: its objective beside the dual value, and the price of each limit.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tenure/allocation.hpp>

namespace tenure::budget {

/// `bound` is the dual value; rounding may leave it below the objective it bounds.
[[nodiscard]] Certificate certify(double gain, double spent, double objective, double bound);

/// The table of constraints, one finite limit a row. A limit binds where its price is above 0.
class ConstraintTable {
 public:
  void add(std::string_view constraint, double limit, double used, double shadow_price);
  [[nodiscard]] Table build();

 private:
  TextColumn constraint_;
  std::vector<double> limit_, used_, shadow_price_;
  std::vector<std::uint8_t> binds_;
};

}  // namespace tenure::budget
