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

/// Whether both are numbers or both texts, or one of them has no entry.
[[nodiscard]] bool are_of_one_kind(const ClientIds& a, const ClientIds& b);
/// Throws Error(invalid_data) unless they are.
void check_kind(const ClientIds& ids, const ClientIds& known);
/// Throws Error(invalid_data) naming the row for an id that is empty or not UTF-8.
void check_ids(const ClientIds& ids);
/// The positions of the ids, in ascending order of id, equal ones as they come.
[[nodiscard]] std::vector<std::size_t> ascending_order(const ClientIds& ids);
/// The position of each of `wanted` in `ascending`; its size where there is none.
[[nodiscard]] std::vector<std::size_t> positions_in(const ClientIds& ascending,
                                                    const ClientIds& wanted);

}  // namespace tenure
