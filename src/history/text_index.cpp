#include "history/text_index.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "base/text.hpp"
#include "history/text_sections.hpp"
#include "tenure/error.hpp"

namespace tenure {

TextIndex::TextIndex()
    : texts_(std::make_unique<TextColumn>()), codes_(0, Hash{texts_.get()}, Equal{texts_.get()}) {}

std::uint32_t TextIndex::code_of(std::string_view text, const char* column) {
  if (const auto found = codes_.find(text); found != codes_.end()) return *found;
  if (!is_utf8(text)) {
    throw Error(Status::invalid_data, std::string(column) + " " + in_quotes(text) + " is not UTF-8",
                column);
  }
  const std::size_t code = size();
  if (code >= std::numeric_limits<std::uint32_t>::max()) {
    throw Error(Status::invalid_data,
                std::string(column) + " has more than 4294967295 different values", column);
  }
  texts_->push_back(text);
  try {
    codes_.insert(static_cast<std::uint32_t>(code));
  } catch (...) {
    texts_->offsets.pop_back();
    texts_->bytes.resize(texts_->bytes.size() - text.size());
    throw;
  }
  return static_cast<std::uint32_t>(code);
}

std::vector<std::uint32_t> TextIndex::absorb(const TextIndex& other, const char* column) {
  std::vector<std::uint32_t> codes(other.size());
  for (std::uint32_t i = 0; i < codes.size(); ++i) codes[i] = code_of(other[i], column);
  return codes;
}

bool TextIndex::enter(const TextColumn& texts) {
  if (!are_offsets(texts)) return false;
  const TextView view = texts.view();
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (!is_utf8(view[i]) || code_of(view[i], "text") != i) return false;
  }
  return true;
}

RankedTexts rank_texts(const TextIndex& index, const std::vector<bool>& used) {
  std::vector<std::uint32_t> codes;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) codes.push_back(static_cast<std::uint32_t>(i));
  }
  std::sort(codes.begin(), codes.end(),
            [&](std::uint32_t a, std::uint32_t b) { return index[a] < index[b]; });
  RankedTexts out;
  out.rank.resize(used.size());
  out.sorted.offsets.reserve(codes.size() + 1);
  for (const std::uint32_t code : codes) {
    out.rank[code] = static_cast<std::uint32_t>(out.sorted.view().size());
    out.sorted.push_back(index[code]);
  }
  return out;
}

}  // namespace tenure
