#include "history/staged_clients.hpp"

#include <algorithm>
#include <utility>

#include "tenure/error.hpp"

namespace tenure {

void StagedClients::become(Kind kind) {
  if (kind_ != Kind::unknown && kind_ != kind) {
    throw Error(Status::invalid_data,
                kind == Kind::texts ? "client ids are texts here and numbers in earlier rows"
                                    : "client ids are numbers here and texts in earlier rows",
                "client");
  }
  kind_ = kind;
}

void StagedClients::make_room(const Ids& like, std::size_t size, std::size_t expected) {
  if (size == this->size()) return;
  if (std::holds_alternative<std::span<const std::int64_t>>(like)) {
    become(Kind::numbers);
    numbers_.reserve(expected);
    numbers_.resize(size);
  } else {
    become(Kind::texts);
    codes_.reserve(expected);
    codes_.resize(size, 0);
  }
}

void StagedClients::fill(std::span<const std::int64_t> ids,
                         const std::vector<std::uint8_t>& accepted, std::size_t line) {
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    if (accepted[i] != 0) numbers_[line++] = ids[i];
  }
}

void StagedClients::fill(std::span<const std::string_view> ids,
                         const std::vector<std::uint8_t>& accepted, std::size_t line) {
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    if (accepted[i] != 0) codes_[line++] = texts_.code_of(ids[i], "client");
  }
}

void StagedClients::append(const StagedClients& other) {
  if (other.kind_ == Kind::unknown) return;
  become(other.kind_);
  numbers_.insert(numbers_.end(), other.numbers_.begin(), other.numbers_.end());
  const std::vector<std::uint32_t> codes = texts_.absorb(other.texts_, "client");
  codes_.reserve(codes_.size() + other.codes_.size());
  for (const std::uint32_t code : other.codes_) codes_.push_back(codes[code]);
}

void StagedClients::assign(const OwnedClientIds& ids, const std::vector<std::uint64_t>& offsets) {
  const std::size_t clients = offsets.size() - 1;
  const auto repeat = [&](auto& column, auto&& value_of) {
    column.reserve(offsets.back());
    for (std::size_t c = 0; c < clients; ++c)
      column.insert(column.end(), offsets[c + 1] - offsets[c], value_of(c));
  };
  if (clients == 0) return;
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
    kind_ = Kind::numbers;
    repeat(numbers_, [&](std::size_t c) { return (*numbers)[c]; });
  } else {
    kind_ = Kind::texts;
    const TextView texts = std::get<TextColumn>(ids).view();
    repeat(codes_, [&](std::size_t c) { return texts_.code_of(texts[c], "client"); });
  }
}

void StagedClients::write_to(SectionWriter& to, std::uint32_t numbers, std::uint32_t codes) const {
  to.write(numbers, std::span<const std::int64_t>(numbers_));
  to.write(codes, std::span<const std::uint32_t>(codes_));
}

bool StagedClients::read_from(SectionReader& from, std::uint32_t numbers, std::uint32_t codes) {
  from.read(numbers, numbers_);
  from.read(codes, codes_);
  if (!numbers_.empty()) kind_ = Kind::numbers;
  if (!codes_.empty()) kind_ = Kind::texts;
  return numbers_.empty() || codes_.empty();
}

bool StagedClients::enter(const TextColumn& texts) {
  return texts_.enter(texts) && std::all_of(codes_.begin(), codes_.end(), [&](std::uint32_t code) {
           return code < texts_.size() && !texts_[code].empty();
         });
}

void StagedClients::cut(std::size_t size) noexcept {
  if (numbers_.size() > size) numbers_.resize(size);
  if (codes_.size() > size) codes_.resize(size);
  if (this->size() == 0) kind_ = Kind::unknown;
}

ClientOrder StagedClients::order(LargeArray<std::int32_t>& days, const Execution& execution) && {
  if (kind_ != Kind::texts) {
    auto ordered = order_lines(std::move(numbers_), days, execution);
    return {std::move(ordered.lines), std::move(ordered.keys), std::move(ordered.offsets)};
  }
  std::vector<bool> used(texts_.size(), false);
  for (const std::uint32_t code : codes_) used[code] = true;
  RankedTexts ranked = rank_texts(texts_, used);
  for (std::uint32_t& code : codes_) code = ranked.rank[code];
  auto ordered = order_lines(std::move(codes_), days, execution);
  return {std::move(ordered.lines), std::move(ranked.sorted), std::move(ordered.offsets)};
}

}  // namespace tenure
