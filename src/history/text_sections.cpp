#include "history/text_sections.hpp"

#include <algorithm>
#include <span>

namespace tenure {

void write_texts(SectionWriter& to, std::uint32_t id, const TextColumn& texts) {
  to.write(id, std::span<const std::int64_t>(texts.offsets));
  to.write(id + 1, std::span<const char>(texts.bytes));
}

TextColumn read_texts(SectionReader& from, std::uint32_t id) {
  TextColumn texts;
  from.read(id, texts.offsets);
  from.read(id + 1, texts.bytes);
  return texts;
}

bool are_offsets(const TextColumn& texts) {
  const auto& offsets = texts.offsets;
  return !offsets.empty() && offsets.front() == 0 &&
         offsets.back() == static_cast<std::int64_t>(texts.bytes.size()) &&
         std::is_sorted(offsets.begin(), offsets.end());
}

}  // namespace tenure
