#include "history/summary_union.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tenure {
namespace {

using Parts = std::vector<std::shared_ptr<Summary::Data>>;

/// A row of one of the parts.
struct Place {
  std::uint32_t part;
  std::uint32_t row;
};

template <class View>
std::vector<Place> by_id(const Parts& parts) {
  std::vector<Place> places;
  std::vector<View> ids;
  for (std::uint32_t p = 0; p < parts.size(); ++p) {
    const ClientIds view = view_of(parts[p]->ids);
    const auto count = static_cast<std::uint32_t>(count_of(view));
    ids.push_back(count == 0 ? View{} : std::get<View>(view));
    for (std::uint32_t row = 0; row < count; ++row) places.push_back({p, row});
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    return ids[a.part][a.row] < ids[b.part][b.row];
  });
  return places;
}

template <class T>
std::vector<T> gathered_rows(const Parts& parts, const std::vector<Place>& places,
                             std::vector<T> Summary::Data::*column) {
  const bool there = std::any_of(parts.begin(), parts.end(),
                                 [&](const auto& part) { return !((*part).*column).empty(); });
  std::vector<T> result;
  if (!there) return result;
  result.reserve(places.size());
  for (const Place& place : places) result.push_back(((*parts[place.part]).*column)[place.row]);
  for (const auto& part : parts) (*part).*column = {};
  return result;
}

template <class Owned, class Add>
Owned gathered_ids(const Parts& parts, const std::vector<Place>& places, Add&& add) {
  Owned ids;
  for (const Place& place : places) add(ids, parts[place.part]->ids, place.row);
  return ids;
}

}  // namespace

Summary union_of(Parts parts) {
  auto data = std::make_shared<Summary::Data>();
  const Summary::Data& first = *parts.front();
  data->unit = first.unit;
  data->calibration_end = first.calibration_end;
  data->observed_until = first.observed_until;
  data->has_holdout = first.has_holdout;
  data->holdout_length = first.holdout_length;
  bool of_texts = false;
  for (const auto& part : parts) {
    data->clients_left_out += part->clients_left_out;
    of_texts =
        of_texts || (!part->frequency.empty() && std::holds_alternative<TextColumn>(part->ids));
  }
  const std::vector<Place> places =
      of_texts ? by_id<TextView>(parts) : by_id<std::span<const std::int64_t>>(parts);
  using Data = Summary::Data;
  for (const auto column :
       {&Data::frequency, &Data::recency, &Data::age, &Data::mean_spend, &Data::spend,
        &Data::margin, &Data::log_interpurchase, &Data::holdout_frequency, &Data::holdout_spend}) {
    (*data).*column = gathered_rows(parts, places, column);
  }
  data->first_day = gathered_rows(parts, places, &Data::first_day);
  data->last_day = gathered_rows(parts, places, &Data::last_day);
  if (of_texts) {
    data->ids = gathered_ids<TextColumn>(
        parts, places, [](TextColumn& to, const OwnedClientIds& from, std::uint32_t row) {
          to.push_back(std::get<TextColumn>(from).view()[row]);
        });
  } else {
    data->ids = gathered_ids<std::vector<std::int64_t>>(
        parts, places,
        [](std::vector<std::int64_t>& to, const OwnedClientIds& from, std::uint32_t row) {
          to.push_back(std::get<std::vector<std::int64_t>>(from)[row]);
        });
  }
  return Summary(std::move(data));
}

}  // namespace tenure
