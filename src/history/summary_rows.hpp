/// The columns of a Summary, written a client at a time.
#pragma once

#include <cstddef>
#include <memory>

#include "history/client_ids.hpp"
#include "history/stretch.hpp"
#include "history/summary_data.hpp"
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>

namespace tenure {

class SummaryRows {
 public:
  /// What the log that is summarised has.
  struct Log {
    bool has_amounts, has_costs;
    int decimals;  ///< of the currency
  };
  /// Rows for `ids`, and a holdout if `has_holdout`.
  SummaryRows(OwnedClientIds ids, const StretchBounds& bounds, bool has_holdout, const Log& log);

  /// Of a client with a purchase in the calibration period; each row once, on any thread.
  void write(std::size_t row, const Stretch& client);
  [[nodiscard]] std::shared_ptr<Summary::Data> finish(std::size_t left_out,
                                                      std::size_t excluded) &&;

 private:
  std::shared_ptr<Summary::Data> data_ = std::make_shared<Summary::Data>();
  StretchBounds bounds_;
  Log log_;
};

}  // namespace tenure
