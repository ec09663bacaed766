/// A Table as sections of a file.
#pragma once

#include <cstdint>

#include "base/sections.hpp"
#include <tenure/table.hpp>

namespace tenure {

// The sections `id` (names and types), and for each column `id + 1` (values), `id + 2` (bytes of
// texts) and `id + 3` (validity).
void write_table(SectionWriter& sections, std::uint32_t id, const Table& table);
/// Throws Error(corrupt_data) for what no table is.
[[nodiscard]] Table read_table(SectionReader& sections, std::uint32_t id);

}  // namespace tenure
