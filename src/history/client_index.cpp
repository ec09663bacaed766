#include "history/client_index.hpp"

#include <algorithm>
#include <limits>

#include "tenure/error.hpp"

namespace tenure {

void ClientIndex::become(Kind kind) {
  if (kind_ != Kind::unknown && kind_ != kind) {
    throw Error(Status::invalid_data,
                kind == Kind::texts ? "client ids are texts here and numbers in earlier rows"
                                    : "client ids are numbers here and texts in earlier rows",
                "client");
  }
  kind_ = kind;
}

std::uint32_t ClientIndex::code_of(std::int64_t id) {
  if (kind_ != Kind::numbers) become(Kind::numbers);
  if (numbers_.size() >= std::numeric_limits<std::uint32_t>::max()) {
    throw Error(Status::invalid_data, "there are more than 4294967295 clients", "client");
  }
  const auto [place, is_new] = codes_.try_emplace(id, static_cast<std::uint32_t>(numbers_.size()));
  if (is_new) {
    try {
      numbers_.push_back(id);
    } catch (...) {
      codes_.erase(place);
      throw;
    }
  }
  return place->second;
}

std::uint32_t ClientIndex::code_of(std::string_view id) {
  if (kind_ != Kind::texts) become(Kind::texts);
  return texts_.code_of(id, "client");
}

std::size_t ClientIndex::size() const noexcept {
  return kind_ == Kind::texts ? texts_.size() : numbers_.size();
}

std::vector<std::uint32_t> ClientIndex::absorb(const ClientIndex& other) {
  if (other.kind_ == Kind::texts) {
    become(Kind::texts);
    return texts_.absorb(other.texts_, "client");
  }
  std::vector<std::uint32_t> codes(other.numbers_.size());
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = code_of(other.numbers_[i]);
  return codes;
}

void ClientIndex::assign(const OwnedClientIds& ids) {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
    codes_.reserve(numbers->size());
    for (const std::int64_t id : *numbers) code_of(id);
  } else {
    const TextView texts = std::get<TextColumn>(ids).view();
    for (std::size_t i = 0; i < texts.size(); ++i) code_of(texts[i]);
  }
}

ClientIndex::Ranked ClientIndex::rank(const std::vector<bool>& used) const {
  if (kind_ == Kind::texts) {
    RankedTexts ranked = rank_texts(texts_, used);
    return {std::move(ranked.sorted), std::move(ranked.rank)};
  }
  std::vector<std::uint32_t> codes;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) codes.push_back(static_cast<std::uint32_t>(i));
  }
  std::sort(codes.begin(), codes.end(),
            [&](std::uint32_t a, std::uint32_t b) { return numbers_[a] < numbers_[b]; });
  std::vector<std::int64_t> ids;
  ids.reserve(codes.size());
  Ranked out;
  out.rank.resize(used.size());
  for (const std::uint32_t code : codes) {
    out.rank[code] = static_cast<std::uint32_t>(ids.size());
    ids.push_back(numbers_[code]);
  }
  out.ids = std::move(ids);
  return out;
}

}  // namespace tenure
