/// The T of FRAT: how well the clients of each type respond, beside all clients.
#pragma once

#include <span>
#include <vector>

#include <tenure/segments.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure::segment {

struct TypeIndex {
  std::vector<double> of_client;  ///< the index of his type; empty without types
  Table types;                    ///< see RfmResult::types
};

/// Of options.types and options.responses, or the purchases of the holdout. Throws
/// Error(invalid_argument) or Error(invalid_data) naming what does not fit the summary.
[[nodiscard]] TypeIndex index_types(const Summary& summary, const RfmOptions& options);

}  // namespace tenure::segment
