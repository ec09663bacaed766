/// Portfolio to Summary.
#pragma once

#include <memory>

#include "history/summary_data.hpp"
#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>

namespace tenure {

[[nodiscard]] std::shared_ptr<Summary::Data> summarise(const Portfolio& portfolio,
                                                       const SummaryOptions& options,
                                                       const Execution& execution);

}  // namespace tenure
