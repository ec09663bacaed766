/// A Portfolio as sections of a file, and client ids and texts as such.
#pragma once

#include <cstdint>

#include "base/sections.hpp"
#include "history/client_ids.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

template <typename Array>
void write_array(SectionWriter& sections, std::uint32_t id, const Array& values) {
  sections.write(id, std::span<const typename Array::value_type>(values));
}

// Ids and texts take the sections `id` and `id + 1`.
void write_ids(SectionWriter& sections, std::uint32_t id, const OwnedClientIds& ids);
[[nodiscard]] OwnedClientIds read_ids(SectionReader& sections, std::uint32_t id, bool are_texts);

void write_portfolio(SectionWriter& sections, const Portfolio& portfolio);
/// Throws Error(corrupt_data) for what no portfolio is. `with_flags`: whether the file has them.
[[nodiscard]] Portfolio read_portfolio(SectionReader& sections, bool with_flags);

}  // namespace tenure
