/// What the clients of a portfolio asked for, kept beside its rows: to set a flag copies no row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "history/client_ids.hpp"
#include <tenure/portfolio.hpp>
#include <tenure/privacy.hpp>

namespace tenure {

struct Portfolio::Flags {
  OwnedClientIds ids;                   ///< ascending: all who asked for something, known or not
  std::vector<std::uint8_t> bits;       ///< of each, ClientFlag bits; never 0
  std::vector<std::uint8_t> by_client;  ///< of the portfolio's clients; empty: none has any
};

using SharedFlags = std::shared_ptr<const Portfolio::Flags>;

inline constexpr std::uint8_t all_client_flags = 7;

[[nodiscard]] constexpr std::uint8_t bit_of(ClientFlag flag) {
  return static_cast<std::uint8_t>(flag);
}

/// The same flags beside other clients. Throws Error(invalid_data) if their ids are of another
/// kind. nullptr stays nullptr.
[[nodiscard]] SharedFlags aligned(const SharedFlags& flags, const ClientIds& clients);

/// `flags` where those of `given` were set anew.
[[nodiscard]] SharedFlags with(const SharedFlags& flags, const ClientFlags& given,
                               const ClientIds& clients);

/// Without those whom `gone`, which ascends, names; beside the clients who stay.
[[nodiscard]] SharedFlags without(const SharedFlags& flags, const ClientIds& gone,
                                  const ClientIds& clients);

}  // namespace tenure
