#include "warning/contact_effects.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "history/client_ids.hpp"
#include "warning/windows.hpp"

namespace tenure::warning {
namespace {

/// Days after `from`, up to and with `until`.
struct Stretch {
  std::int32_t from, until;
};

struct Contact {
  std::int32_t day;
  std::string_view nature;
};

/// The contacts of each client of the portfolio up to a day, in their order.
std::vector<std::vector<Contact>> contacts_of(const Portfolio& portfolio, const Record& record,
                                              Day date) {
  std::vector<std::vector<Contact>> by_client(portfolio.clients());
  const Table& table = record.table(RecordTable::contacts);
  const auto nature = table.find("nature");
  if (!nature) return by_client;
  check_kind(record.client_ids(), portfolio.client_ids());
  const auto places = positions_in(portfolio.client_ids(), record.client_ids());
  const auto offsets = record.offsets(RecordTable::contacts);
  const auto days = table.day("day");
  const TextView natures = table.text(*nature);
  for (std::size_t client = 0; client < places.size(); ++client) {
    if (places[client] == by_client.size()) continue;
    for (std::size_t row = offsets[client]; row < offsets[client + 1]; ++row) {
      if (Day{days[row]} > date || natures[row].empty()) continue;
      by_client[places[client]].push_back({days[row], natures[row]});
    }
  }
  return by_client;
}

/// The windows after a client's contacts of one nature, apart from each other.
std::vector<Stretch> windows_after(const std::vector<Contact>& contacts, std::string_view nature,
                                   const AlertOptions& options) {
  std::vector<Stretch> windows;
  for (const Contact& contact : contacts) {
    const bool closes = nature == options.nature && contact.nature == "resolution";
    if (closes && !windows.empty()) {
      windows.back().until =
          std::min(windows.back().until, std::max(contact.day, windows.back().from));
    }
    if (contact.nature != nature) continue;
    const std::int32_t until = contact.day + options.contact_days;
    if (!windows.empty() && windows.back().until >= contact.day) {
      windows.back().until = until;
    } else {
      windows.push_back({contact.day, until});
    }
  }
  return windows;
}

struct Counts {
  double purchases = 0, expected = 0;
  std::int64_t contacts = 0;
};

/// Calls `visit(stretch, bought, chart)` with each wait of a client while he was not silent for
/// more than `active` days; `bought`: on its last day.
template <class Visit>
void for_waits(const WaitsChart& charts, std::span<const std::int32_t> days, Day date,
               std::int32_t active, Visit&& visit) {
  if (days.empty()) return;
  Chart chart = charts.start(days.front());
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool is_last = i + 1 == days.size();
    const std::int32_t end = is_last ? date.since_epoch : days[i + 1];
    const std::int32_t until = std::min(end, days[i] + active);
    visit(Stretch{days[i], until}, !is_last && until == end, chart);
    if (!is_last) charts.buy(chart, end);
  }
}

}  // namespace

ContactReport contact_effects(const Portfolio& portfolio, std::span<const std::size_t> places,
                              Day date, const WaitsChart& charts, const AlertOptions& options) {
  ContactReport report;
  report.open_since.assign(portfolio.clients(), PurchaseArrays::no_day);
  if (options.record == nullptr) return report;
  const auto contacts = contacts_of(portfolio, *options.record, date);
  std::map<std::string_view, Counts> within;
  Counts all;
  for (const std::size_t place : places) {
    std::map<std::string_view, std::vector<Stretch>> windows;
    for (const Contact& contact : contacts[place]) {
      ++within[contact.nature].contacts;
      if (!windows.contains(contact.nature)) {
        windows[contact.nature] = windows_after(contacts[place], contact.nature, options);
      }
    }
    if (const auto watched = windows.find(options.nature); watched != windows.end()) {
      const Stretch last = watched->second.back();
      if (last.until > date.since_epoch) report.open_since[place] = last.from;
    }
    const auto days = purchase_days(portfolio.data(), place, date.since_epoch);
    for_waits(charts, days, date, options.before,
              [&](Stretch wait, bool bought, const Chart& chart) {
                all.expected += charts.expected(chart, wait.from, wait.until);
                all.purchases += bought;
                for (const auto& [nature, stretches] : windows) {
                  for (const Stretch& window : stretches) {
                    const std::int32_t from = std::max(wait.from, window.from);
                    const std::int32_t until = std::min(wait.until, window.until);
                    if (from >= until) continue;
                    within[nature].expected += charts.expected(chart, from, until);
                    within[nature].purchases += bought && until == wait.until;
                  }
                }
              });
  }
  for (const auto& [nature, counts] : within) {
    ContactEffect effect{.nature = std::string(nature),
                         .contacts = counts.contacts,
                         .purchases = counts.purchases,
                         .expected = counts.expected,
                         .test = {}};
    const Events elsewhere{all.purchases - counts.purchases, all.expected - counts.expected};
    if (elsewhere.time > 0.0 && counts.expected > 0.0) {
      effect.test =
          test_rates(elsewhere, {counts.purchases, counts.expected}, {.level = options.level});
    }
    report.effects.push_back(std::move(effect));
  }
  return report;
}

}  // namespace tenure::warning
