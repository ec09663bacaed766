#include "tenure/partial_summary.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "history/partial_summary_data.hpp"
#include "history/portfolio_data.hpp"
#include "history/summary_bounds.hpp"
#include "history/summary_rows.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::size_t clients_a_partial_chunk = 4096;

/// Clients with a row on or before `end`.
std::vector<std::size_t> clients_until(const Portfolio::Data& data, Day end) {
  std::vector<std::size_t> clients;
  for (std::size_t c = 0; c < data.clients(); ++c) {
    if (Day{data.lines.day[data.offsets[c]]} <= end) clients.push_back(c);
  }
  return clients;
}

std::string id_in_words(std::int64_t id) { return std::to_string(id); }
std::string id_in_words(std::string_view id) { return in_quotes(id); }

void add_id(std::vector<std::int64_t>& ids, std::int64_t id) { ids.push_back(id); }
void add_id(TextColumn& ids, std::string_view id) { ids.push_back(id); }

/// Merges the clients of parts, whose ids are all of the kind of `Owned` and `View`.
template <class Owned, class View>
void merge_clients(std::span<const PartialSummary::Data* const> parts,
                   PartialSummary::Data& merged) {
  using Id = std::decay_t<decltype(std::declval<View>()[0])>;
  std::vector<std::pair<Id, const Stretch*>> all;
  for (const PartialSummary::Data* part : parts) {
    const View ids = std::get<View>(view_of(part->ids));
    for (std::size_t c = 0; c < part->clients(); ++c) {
      for (std::size_t s = part->offsets[c]; s < part->offsets[c + 1]; ++s) {
        all.emplace_back(ids[c], &part->stretches[s]);
      }
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first, a.second->first_row_day) <
           std::pair(b.first, b.second->first_row_day);
  });
  Owned ids;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [id, stretch] = all[i];
    const bool goes_on = i > 0 && all[i - 1].first == id;
    if (goes_on && all[i - 1].second->last_row_day >= stretch->first_row_day) {
      throw Error(Status::invalid_data,
                  "two parts have rows of client " + id_in_words(id) + " on or around " +
                      Day{stretch->first_row_day}.to_string() +
                      ": divide the log by client, or by day",
                  "parts");
    }
    if (!goes_on) {
      add_id(ids, id);
      merged.offsets.push_back(merged.offsets.back());
    }
    ++merged.offsets.back();
    merged.stretches.push_back(*stretch);
  }
  merged.ids = std::move(ids);
}

bool same_summary_options(const SummaryOptions& a, const SummaryOptions& b) {
  return a.unit == b.unit && a.observed_until == b.observed_until &&
         a.calibration_end == b.calibration_end;
}

}  // namespace

Day PartialSummary::Data::observed_until() const {
  if (import.observed_until) return *import.observed_until;
  return last_day == PurchaseArrays::no_day ? Day{} : Day{last_day};
}

PartialSummary::PartialSummary(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

PartialSummary PartialSummary::of(const Portfolio& part, const SummaryOptions& options,
                                  const Execution& execution) {
  const Portfolio::Data& from = part.data();
  auto data = std::make_shared<Data>();
  data->import = from.options;
  data->options = options;
  data->has_amounts = from.has_amounts;
  data->has_costs = from.has_costs;
  data->last_day = from.last_day;
  // Of a part alone the end is not known: later parts may move it.
  const Day end = from.options.observed_until.value_or(Day::last());
  const StretchBounds bounds = summary_bounds(from.options, end, options);
  const std::vector<std::size_t> clients = clients_until(from, bounds.end);
  data->ids = select(from.ids, clients);
  data->stretches.resize(clients.size());
  for (std::size_t c = 0; c < clients.size(); ++c) data->offsets.push_back(c + 1);
  const IntervalLogs logs(bounds.unit, (bounds.calibration_end - from.first_day).count,
                          from.purchases);
  parallel_for(clients.size(), clients_a_partial_chunk, execution, "summarising",
               [&](std::size_t begin, std::size_t stop) {
                 std::vector<Purchase> spare;
                 for (std::size_t c = begin; c < stop; ++c) {
                   data->stretches[c] = stretch_of(from, clients[c], bounds, logs, spare);
                   data->stretches[c].is_excluded =
                       part.has_flag(clients[c], ClientFlag::no_profiling);
                 }
               });
  return PartialSummary(std::move(data));
}

PartialSummary PartialSummary::merge(std::span<const PartialSummary> parts) {
  auto merged = std::make_shared<Data>();
  if (parts.empty()) return PartialSummary(std::move(merged));
  const Data& first = parts.front().data();
  merged->import = first.import;
  merged->options = first.options;
  std::vector<const Data*> with_clients;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Data& part = parts[p].data();
    merged->last_day = std::max(merged->last_day, part.last_day);
    const char* differs = nullptr;
    if (!(part.import == first.import)) differs = "import options";
    if (!same_summary_options(part.options, first.options)) differs = "options of the summary";
    if (part.clients() > 0) {
      with_clients.push_back(&part);
      const Data& known = *with_clients.front();
      if (part.has_amounts != known.has_amounts) differs = "having amounts";
      if (part.has_costs != known.has_costs) differs = "having costs";
      if (part.ids.index() != known.ids.index()) differs = "kind of client ids";
    }
    if (differs != nullptr) {
      throw Error(Status::invalid_argument,
                  "part " + std::to_string(p) + " differs from an earlier one in its " + differs,
                  "parts", static_cast<std::int64_t>(p));
    }
  }
  const Data& known = with_clients.empty() ? first : *with_clients.front();
  merged->has_amounts = known.has_amounts;
  merged->has_costs = known.has_costs;
  if (std::holds_alternative<TextColumn>(known.ids)) {
    merge_clients<TextColumn, TextView>(with_clients, *merged);
  } else {
    merge_clients<std::vector<std::int64_t>, std::span<const std::int64_t>>(with_clients, *merged);
  }
  return PartialSummary(std::move(merged));
}

Summary PartialSummary::summary() const {
  const Data& data = *data_;
  const StretchBounds bounds = summary_bounds(data.import, data.observed_until(), data.options);
  const IntervalLogs logs(bounds.unit);
  std::vector<std::size_t> clients;
  std::vector<Stretch> joined;
  std::size_t excluded = 0;
  for (std::size_t c = 0; c < data.clients(); ++c) {
    Stretch whole = data.stretches[data.offsets[c]];
    for (std::size_t s = data.offsets[c] + 1; s < data.offsets[c + 1]; ++s) {
      join(whole, data.stretches[s], logs);
    }
    if (whole.purchases == 0) continue;
    if (whole.is_excluded) {
      ++excluded;
      continue;
    }
    clients.push_back(c);
    joined.push_back(whole);
  }
  SummaryRows rows(select(data.ids, clients), bounds, data.options.calibration_end.has_value(),
                   {data.has_amounts, data.has_costs, data.import.currency.decimals});
  for (std::size_t row = 0; row < joined.size(); ++row) rows.write(row, joined[row]);
  return Summary(std::move(rows).finish(data.clients() - clients.size() - excluded, excluded));
}

std::size_t PartialSummary::clients() const noexcept { return data_->clients(); }

}  // namespace tenure
