/// Columns of texts as two sections: their offsets, and under the next id their bytes.
#pragma once

#include <cstdint>

#include "base/sections.hpp"
#include <tenure/table.hpp>

namespace tenure {

void write_texts(SectionWriter& to, std::uint32_t id, const TextColumn& texts);
/// As they were written; whether the offsets fit the bytes is for the reader to check.
[[nodiscard]] TextColumn read_texts(SectionReader& from, std::uint32_t id);
/// Whether the offsets of `texts` ascend from the first to the last of its bytes.
[[nodiscard]] bool are_offsets(const TextColumn& texts);

}  // namespace tenure
