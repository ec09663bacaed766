/// How fits end: in an optimum, at a boundary that is named, in the statement that the data do not
/// determine the parameters, or in breach of a promise.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/cells.hpp"
#include "models/purchase_model.hpp"

namespace tenure::testing {

inline constexpr std::string_view kUnexplained = "unexplained";
inline constexpr std::array<std::string_view, 4> kEndings{"optimum", "boundary", "not identifiable",
                                                          kUnexplained};

/// One of kEndings.
[[nodiscard]] std::string_view ending(const FitResult& result);

/// Parameters from a thousandth to a thousand, whatever the model and its data.
[[nodiscard]] std::vector<double> random_start(const model::PurchaseModel& model,
                                               std::uint64_t number);
[[nodiscard]] FitResult fit_from(const model::PurchaseModel& model, const model::Cells& cells,
                                 std::vector<double> start);

}  // namespace tenure::testing
