#include "history/client_ids.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

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

bool are_of_one_kind(const ClientIds& a, const ClientIds& b) {
  return a.index() == b.index() || count_of(a) == 0 || count_of(b) == 0;
}

void check_kind(const ClientIds& ids, const ClientIds& known) {
  if (are_of_one_kind(ids, known)) return;
  throw Error(Status::invalid_data,
              ids.index() == 0 ? "client ids are numbers here and texts in the portfolio"
                               : "client ids are texts here and numbers in the portfolio",
              "client");
}

void check_ids(const ClientIds& ids) {
  const auto* texts = std::get_if<TextView>(&ids);
  for (std::size_t i = 0; texts != nullptr && i < texts->size(); ++i) {
    if (!(*texts)[i].empty() && is_utf8((*texts)[i])) continue;
    throw Error(Status::invalid_data,
                "the client id in row " + std::to_string(i) +
                    ((*texts)[i].empty() ? " is missing" : " is not UTF-8"),
                "client", static_cast<std::int64_t>(i));
  }
}

std::vector<std::size_t> ascending_order(const ClientIds& ids) {
  std::vector<std::size_t> order(count_of(ids));
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::visit(
      [&](const auto& view) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return view[a] < view[b]; });
      },
      ids);
  return order;
}

std::vector<std::size_t> positions_in(const ClientIds& ascending, const ClientIds& wanted) {
  const std::size_t size = count_of(ascending);
  std::vector<std::size_t> positions(count_of(wanted), size);
  if (ascending.index() != wanted.index()) return positions;
  std::visit(
      [&]<typename View>(const View& known) {
        const View& asked = std::get<View>(wanted);
        for (std::size_t i = 0; i < positions.size(); ++i) {
          std::size_t low = 0, high = size;
          while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (known[middle] < asked[i]) {
              low = middle + 1;
            } else {
              high = middle;
            }
          }
          if (low < size && known[low] == asked[i]) positions[i] = low;
        }
      },
      ascending);
  return positions;
}

}  // namespace tenure
