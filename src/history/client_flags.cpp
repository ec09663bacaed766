#include "history/client_flags.hpp"

#include <algorithm>
#include <utility>

#include "tenure/error.hpp"

namespace tenure {
namespace {

/// The flags of `ids`, which ascend, beside `clients`; nullptr if nobody is left.
SharedFlags made(OwnedClientIds ids, std::vector<std::uint8_t> bits, const ClientIds& clients) {
  if (bits.empty()) return nullptr;
  check_kind(view_of(ids), clients);
  auto flags = std::make_shared<Portfolio::Flags>();
  const std::vector<std::size_t> positions = positions_in(clients, view_of(ids));
  const std::size_t count = count_of(clients);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (positions[i] == count) continue;
    if (flags->by_client.empty()) flags->by_client.assign(count, 0);
    flags->by_client[positions[i]] = bits[i];
  }
  flags->ids = std::move(ids);
  flags->bits = std::move(bits);
  return flags;
}

/// Of each client of `given`, his bits.
std::vector<std::uint8_t> bits_of(const ClientFlags& given) {
  std::vector<std::uint8_t> bits(count_of(given.clients), 0);
  const auto add = [&](std::span<const std::uint8_t> asked, ClientFlag flag, const char* name) {
    if (asked.empty()) return;
    if (asked.size() != bits.size()) {
      throw Error(Status::invalid_argument,
                  std::string(name) + " has " + std::to_string(asked.size()) + " rows, client " +
                      std::to_string(bits.size()),
                  name);
    }
    for (std::size_t i = 0; i < bits.size(); ++i) {
      if (asked[i] != 0) bits[i] = static_cast<std::uint8_t>(bits[i] | bit_of(flag));
    }
  };
  add(given.no_profiling, ClientFlag::no_profiling, "no_profiling");
  add(given.no_contact, ClientFlag::no_contact, "no_contact");
  add(given.erase, ClientFlag::erase, "erase");
  return bits;
}

void check_distinct(const ClientIds& ids, const std::vector<std::size_t>& order) {
  std::visit(
      [&](const auto& view) {
        for (std::size_t i = 1; i < order.size(); ++i) {
          if (view[order[i - 1]] != view[order[i]]) continue;
          throw Error(Status::invalid_data,
                      "row " + std::to_string(order[i]) + " names the client of row " +
                          std::to_string(order[i - 1]) + " again",
                      "client", static_cast<std::int64_t>(order[i]));
        }
      },
      ids);
}

/// Two ascending lists as one; where an id is in both, the newer entry alone stays. Entries without
/// a bit are left out.
template <typename View>
std::pair<OwnedClientIds, std::vector<std::uint8_t>> merged(
    const View& old, const std::vector<std::uint8_t>& old_bits, const View& newer,
    const std::vector<std::uint8_t>& newer_bits, const std::vector<std::size_t>& order) {
  std::conditional_t<std::is_same_v<View, TextView>, TextColumn, std::vector<std::int64_t>> ids;
  std::vector<std::uint8_t> bits;
  const auto take = [&](const auto& id, std::uint8_t asked) {
    if (asked == 0) return;
    ids.push_back(id);
    bits.push_back(asked);
  };
  std::size_t i = 0;
  for (const std::size_t j : order) {
    for (; i < old.size() && old[i] < newer[j]; ++i) take(old[i], old_bits[i]);
    if (i < old.size() && old[i] == newer[j]) ++i;
    take(newer[j], newer_bits[j]);
  }
  for (; i < old.size(); ++i) take(old[i], old_bits[i]);
  return {std::move(ids), std::move(bits)};
}

}  // namespace

SharedFlags aligned(const SharedFlags& flags, const ClientIds& clients) {
  return flags == nullptr ? nullptr : made(flags->ids, flags->bits, clients);
}

SharedFlags with(const SharedFlags& flags, const ClientFlags& given, const ClientIds& clients) {
  const std::vector<std::uint8_t> bits = bits_of(given);
  if (bits.empty()) return flags;
  check_ids(given.clients);
  check_kind(given.clients, clients);
  const std::vector<std::size_t> order = ascending_order(given.clients);
  check_distinct(given.clients, order);
  const Portfolio::Flags nobody;
  const Portfolio::Flags& old = flags == nullptr ? nobody : *flags;
  const ClientIds known = view_of(old.ids);
  check_kind(given.clients, known);
  return std::visit(
      [&]<typename View>(const View& newer) {
        const View* const of_kind = std::get_if<View>(&known);
        auto [ids, all] =
            merged(of_kind == nullptr ? View() : *of_kind, old.bits, newer, bits, order);
        return made(std::move(ids), std::move(all), clients);
      },
      given.clients);
}

SharedFlags without(const SharedFlags& flags, const ClientIds& gone, const ClientIds& clients) {
  if (flags == nullptr) return nullptr;
  const ClientIds ids = view_of(flags->ids);
  const std::vector<std::size_t> found = positions_in(gone, ids);
  std::vector<std::size_t> staying;
  std::vector<std::uint8_t> bits;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] != count_of(gone)) continue;
    staying.push_back(i);
    bits.push_back(flags->bits[i]);
  }
  return made(select(flags->ids, staying), std::move(bits), clients);
}

}  // namespace tenure
