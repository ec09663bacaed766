#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "base/optional_column.hpp"
#include "base/parallel.hpp"
#include "history/client_column.hpp"
#include "history/client_ids.hpp"
#include "warning/alert_options.hpp"
#include "warning/reasons.hpp"
#include <tenure/alerts.hpp>
#include <tenure/cycles.hpp>

namespace tenure {
namespace {

using warning::Basis;
using warning::Reason;
using warning::Signal;
using warning::Signs;

/// One client with his reasons so far.
struct Assessed {
  Signs signs;
  std::vector<Reason> reasons;
};

std::vector<Assessed> assess(const Portfolio& portfolio, const Basis& basis,
                             const warning::WaitsChart& charts, const AlertOptions& options,
                             const Execution& execution) {
  std::vector<std::optional<Signs>> all(basis.places.size());
  constexpr std::size_t clients_a_chunk = 256;
  parallel_for(all.size(), clients_a_chunk, execution, "looking for signs",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) {
                   all[i] = warning::signs_of(portfolio, basis.places[i], basis.windows, charts,
                                              options);
                 }
               });
  std::vector<Assessed> clients;
  for (std::optional<Signs>& signs : all) {
    if (signs) clients.push_back({std::move(*signs), {}});
  }
  return clients;
}

/// Keeps the tests of one signal below the tolerated share of false alarms over the base.
class Tally {
 public:
  explicit Tally(const AlertOptions& options) : options_(options) {}

  /// `found.p_value(client)` is absent where the test does not apply; `found.words(client)` is the
  /// reason.
  template <class Found>
  void test(Signal signal, std::vector<Assessed>& clients, const Found& found) {
    std::vector<double> p_values;
    std::vector<std::size_t> tested;
    for (std::size_t i = 0; i < clients.size(); ++i) {
      const std::optional<double> p = found.p_value(clients[i]);
      if (!p) continue;
      tested.push_back(i);
      p_values.push_back(*p);
    }
    const std::vector<double> adjusted = adjusted_p_values(p_values, options_.method);
    std::int64_t alerts = 0;
    for (std::size_t t = 0; t < tested.size(); ++t) {
      if (!(adjusted[t] <= options_.false_discovery)) continue;
      Assessed& client = clients[tested[t]];
      client.reasons.push_back(found.words(client));
      client.reasons.back().adjusted = adjusted[t];
      ++alerts;
    }
    add(signal, static_cast<std::int64_t>(tested.size()), alerts);
  }

  void add(Signal signal, std::int64_t clients, std::int64_t alerts) {
    names_.push_back(warning::signal_names[static_cast<std::size_t>(signal)]);
    clients_.push_back(clients);
    alerts_.push_back(alerts);
  }

  [[nodiscard]] Table table() && {
    return Table::Builder()
        .text("signal", std::move(names_))
        .int64("clients", std::move(clients_))
        .int64("alerts", std::move(alerts_))
        .build();
  }

 private:
  const AlertOptions& options_;
  TextColumn names_;
  std::vector<std::int64_t> clients_, alerts_;
};

/// A test and its words.
template <class P, class Words>
struct Finder {
  P p_value;
  Words words;
};
template <class P, class Words>
Finder(P, Words) -> Finder<P, Words>;

void test_slowdown(Tally& tally, std::vector<Assessed>& clients, const warning::WaitsChart& charts,
                   Day date, double days_a_unit) {
  std::int64_t alerts = 0;
  for (Assessed& client : clients) {
    const warning::Chart& chart = client.signs.chart;
    if (chart.alarm_day > date.since_epoch) continue;
    client.reasons.push_back(
        warning::slowdown_reason(charts, chart, date, days_a_unit / charts.usual_rate(chart)));
    ++alerts;
  }
  tally.add(Signal::slowdown, static_cast<std::int64_t>(clients.size()), alerts);
}

void test_overdue(Tally& tally, std::vector<Assessed>& clients, const Portfolio& portfolio,
                  const Basis& basis, const AlertOptions& options, const Execution& execution) {
  const Table cycle =
      cycles(basis.purchases, basis.summary, {.alarm_level = options.level}, execution).clients;
  const auto row_of = positions_in(basis.summary.client_ids(), portfolio.client_ids());
  const auto overdue = cycle.float64("overdue_probability"), wait = cycle.float64("cycle"),
             alarm = cycle.float64("alarm_after"), silence = cycle.float64("silence");
  const auto has_alarm = cycle.validity(cycle.at("alarm_after"));
  const double days = warning::days_of(basis.summary.unit());
  tally.test(Signal::overdue, clients,
             Finder{[&](const Assessed& client) -> std::optional<double> {
                      const std::size_t row = row_of[client.signs.place];
                      if (!has_alarm.empty() && has_alarm[row] == 0) return std::nullopt;
                      return std::clamp(1.0 - overdue[row], 0.0, 1.0);
                    },
                    [&](const Assessed& client) {
                      const std::size_t row = row_of[client.signs.place];
                      return warning::overdue_reason(
                          {days * silence[row], days * wait[row], days * alarm[row]}, options.level,
                          std::clamp(1.0 - overdue[row], 0.0, 1.0));
                    }});
}

void test_purchases(Tally& tally, std::vector<Assessed>& clients, const TextView& categories) {
  tally.test(
      Signal::rate_drop, clients,
      Finder{[](const Assessed& client) -> std::optional<double> {
               if (!client.signs.rate) return std::nullopt;
               return client.signs.rate->test.p_value;
             },
             [](const Assessed& client) { return warning::rate_reason(*client.signs.rate); }});
  tally.test(
      Signal::basket_trend, clients,
      Finder{[](const Assessed& client) -> std::optional<double> {
               if (!client.signs.trend) return std::nullopt;
               return client.signs.trend->p_fall;
             },
             [](const Assessed& client) { return warning::trend_reason(*client.signs.trend); }});
  tally.test(Signal::category_drop, clients,
             Finder{[](const Assessed& client) -> std::optional<double> {
                      if (!client.signs.category) return std::nullopt;
                      return client.signs.category->p_value;
                    },
                    [&](const Assessed& client) {
                      const auto& drop = *client.signs.category;
                      return warning::category_reason(drop, categories[drop.category]);
                    }});
}

/// Contacts of the watched nature alert if what follows them is clear.
void test_contacts(Tally& tally, std::vector<Assessed>& clients,
                   const warning::ContactReport& report, const AlertOptions& options) {
  const auto effect =
      std::ranges::find(report.effects, options.nature, &warning::ContactEffect::nature);
  std::int64_t open = 0, alerts = 0;
  for (Assessed& client : clients) {
    const std::int32_t since = report.open_since[client.signs.place];
    if (since == PurchaseArrays::no_day) continue;
    ++open;
    if (!effect->test.ratio_to || !(*effect->test.ratio_to < 1.0)) continue;
    client.reasons.push_back(warning::contact_reason(*effect, Day{since}));
    ++alerts;
  }
  tally.add(Signal::contact, open, alerts);
}

Table contact_table(const warning::ContactReport& report, std::size_t excluded) {
  const std::size_t rows = report.effects.size();
  TextColumn nature;
  std::vector<std::int64_t> contacts, purchases;
  std::vector<double> expected, p_value;
  OptionalColumn ratio(rows), from(rows), to(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const warning::ContactEffect& effect = report.effects[i];
    nature.push_back(effect.nature);
    contacts.push_back(effect.contacts);
    purchases.push_back(static_cast<std::int64_t>(effect.purchases));
    expected.push_back(effect.expected);
    ratio.set(i, effect.test.ratio);
    from.set(i, effect.test.ratio_from);
    to.set(i, effect.test.ratio_to);
    p_value.push_back(effect.test.p_value);
  }
  Table::Builder table;
  table.excluded_clients(excluded)
      .text("nature", std::move(nature))
      .int64("contacts", std::move(contacts))
      .int64("purchases", std::move(purchases))
      .float64("expected", std::move(expected));
  std::move(ratio).add_to(table, "ratio");
  std::move(from).add_to(table, "ratio_from");
  std::move(to).add_to(table, "ratio_to");
  return table.float64("p_value", std::move(p_value)).build();
}

/// The least p-value; the chart or the contact where there is none.
std::string_view strongest(const std::vector<Reason>& reasons) {
  const auto least = std::ranges::min_element(
      reasons, {}, [](const Reason& reason) { return reason.p_value.value_or(1.0); });
  return warning::signal_names[static_cast<std::size_t>(least->signal)];
}

Table alert_table(const Portfolio& portfolio, const Basis& basis, const warning::WaitsChart& charts,
                  const std::vector<Assessed>& clients) {
  std::vector<std::size_t> places;
  std::vector<double> stake, usual;
  std::vector<std::int64_t> signals, silence;
  TextColumn strongest_of, words;
  const double days = warning::days_of(charts.law().unit);
  for (const Assessed& client : clients) {
    const warning::Chart& chart = client.signs.chart;
    places.push_back(client.signs.place);
    stake.push_back(client.signs.value_at_stake);
    signals.push_back(static_cast<std::int64_t>(client.reasons.size()));
    strongest_of.push_back(strongest(client.reasons));
    silence.push_back(basis.date.since_epoch - chart.last_day);
    usual.push_back(days / charts.usual_rate(chart));
    std::string all;
    for (const Reason& reason : client.reasons) all += (all.empty() ? "" : "; ") + reason.words;
    words.push_back(all);
  }
  Table::Builder table;
  const OwnedClientIds ids = select(copy_of(portfolio.client_ids()), places);
  add_client_column(table, view_of(ids));
  return table.excluded_clients(basis.excluded)
      .float64("value_at_stake", std::move(stake))
      .int64("signals", std::move(signals))
      .text("strongest", std::move(strongest_of))
      .int64("silence", std::move(silence))
      .float64("usual_wait", std::move(usual))
      .text("reasons", std::move(words))
      .build();
}

Table reason_table(const Portfolio& portfolio, const Basis& basis,
                   const std::vector<Assessed>& clients) {
  std::vector<std::size_t> places;
  std::vector<const Reason*> reasons;
  for (const Assessed& client : clients) {
    for (const Reason& reason : client.reasons) {
      places.push_back(client.signs.place);
      reasons.push_back(&reason);
    }
  }
  TextColumn signal, words;
  std::vector<double> value, usual;
  OptionalColumn p_value(reasons.size()), adjusted(reasons.size());
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    signal.push_back(warning::signal_names[static_cast<std::size_t>(reasons[i]->signal)]);
    value.push_back(reasons[i]->value);
    usual.push_back(reasons[i]->usual);
    p_value.set(i, reasons[i]->p_value);
    adjusted.set(i, reasons[i]->adjusted);
    words.push_back(reasons[i]->words);
  }
  Table::Builder table;
  const OwnedClientIds ids = select(copy_of(portfolio.client_ids()), places);
  add_client_column(table, view_of(ids));
  table.excluded_clients(basis.excluded)
      .text("signal", std::move(signal))
      .float64("value", std::move(value))
      .float64("usual", std::move(usual));
  std::move(p_value).add_to(table, "p_value");
  std::move(adjusted).add_to(table, "adjusted");
  return table.text("reason", std::move(words)).build();
}

}  // namespace

AlertResult alerts(const Portfolio& portfolio, const AlertOptions& options,
                   const Execution& execution) {
  const Basis basis = warning::basis_of(portfolio, options, execution);
  const warning::WaitsChart charts(basis.law);
  std::vector<Assessed> clients =
      assess(portfolio, basis, charts, options, share_of(execution, 0.4, 0.7));
  const auto assessed = static_cast<std::int64_t>(clients.size());

  Tally tally(options);
  test_slowdown(tally, clients, charts, basis.date, warning::days_of(basis.law.unit));
  test_overdue(tally, clients, portfolio, basis, options, share_of(execution, 0.7, 1.0));
  test_purchases(tally, clients, portfolio.data().categories.view());
  const warning::ContactReport contacts =
      warning::contact_effects(portfolio, basis.places, basis.date, charts, options);
  test_contacts(tally, clients, contacts, options);

  std::erase_if(clients, [](const Assessed& client) { return client.reasons.empty(); });
  std::ranges::stable_sort(clients, std::ranges::greater(),
                           [](const Assessed& client) { return client.signs.value_at_stake; });
  return {.alerts = alert_table(portfolio, basis, charts, clients),
          .reasons = reason_table(portfolio, basis, clients),
          .signals = std::move(tally).table(),
          .contacts = contact_table(contacts, basis.excluded),
          .clients = assessed,
          .lapsed = static_cast<std::int64_t>(basis.summary.size()) - assessed,
          .regularity = basis.law.regularity};
}

}  // namespace tenure
