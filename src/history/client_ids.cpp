#include "history/client_ids.hpp"

namespace tenure {

ClientIds view_of(const OwnedClientIds& ids) {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
    return std::span<const std::int64_t>(*numbers);
  }
  return std::get<TextColumn>(ids).view();
}

OwnedClientIds copy_of(const ClientIds& ids) {
  if (const auto* numbers = std::get_if<std::span<const std::int64_t>>(&ids)) {
    return std::vector<std::int64_t>(numbers->begin(), numbers->end());
  }
  const auto& texts = std::get<TextView>(ids);
  TextColumn copy;
  copy.offsets.reserve(texts.size() + 1);
  for (std::size_t i = 0; i < texts.size(); ++i) copy.push_back(texts[i]);
  return copy;
}

OwnedClientIds select(const OwnedClientIds& ids, const std::vector<std::size_t>& positions) {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
    std::vector<std::int64_t> selected;
    selected.reserve(positions.size());
    for (const std::size_t i : positions) selected.push_back((*numbers)[i]);
    return selected;
  }
  const TextView texts = std::get<TextColumn>(ids).view();
  TextColumn selected;
  selected.offsets.reserve(positions.size() + 1);
  for (const std::size_t i : positions) selected.push_back(texts[i]);
  return selected;
}

std::size_t count_of(const ClientIds& ids) {
  return std::visit([](const auto& view) { return view.size(); }, ids);
}

}  // namespace tenure
