/// A portfolio without some of its clients.
#pragma once

#include <cstdint>

#include <tenure/portfolio.hpp>

namespace tenure {

/// Without those whom `gone`, which ascends, names: no row, flag or text of theirs stays.
[[nodiscard]] Portfolio without_clients(const Portfolio& portfolio, const ClientIds& gone);

/// A report in which `rows` more are dropped with their clients.
[[nodiscard]] ImportReport with_erased(const ImportReport& report, std::int64_t rows);

}  // namespace tenure
