#pragma once

#include <string_view>
#include <vector>

#include <tenure/c/portfolio.h>
#include <tenure/portfolio.hpp>

namespace tenure::capi {

/// A log given as C arrays; holds the views of its texts for as long as `log()` is used.
class PurchaseLog {
 public:
  /// `name`: the parameter that `arrays` was handed to.
  PurchaseLog(const tenure_purchase_arrays* arrays, const char* name);
  PurchaseLog(const PurchaseLog&) = delete;
  PurchaseLog& operator=(const PurchaseLog&) = delete;

  [[nodiscard]] const PurchaseArrays& log() const noexcept { return log_; }

 private:
  std::vector<std::string_view> clients_;
  std::vector<std::string_view> order_ids_;
  std::vector<std::string_view> categories_;
  std::vector<std::string_view> channels_;
  PurchaseArrays log_;
};

}  // namespace tenure::capi
