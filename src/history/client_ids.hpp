/// The owned form of ClientIds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include <tenure/portfolio.hpp>

namespace tenure {

using OwnedClientIds = std::variant<std::vector<std::int64_t>, TextColumn>;

[[nodiscard]] ClientIds view_of(const OwnedClientIds& ids);
[[nodiscard]] OwnedClientIds copy_of(const ClientIds& ids);
/// The ids at `positions`, in that order.
[[nodiscard]] OwnedClientIds select(const OwnedClientIds& ids,
                                    const std::vector<std::size_t>& positions);
[[nodiscard]] std::size_t count_of(const ClientIds& ids);

}  // namespace tenure
