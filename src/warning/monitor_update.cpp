#include "warning/monitor_update.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "history/client_column.hpp"
#include "history/client_flags.hpp"
#include "history/portfolio_data.hpp"
#include "warning/signs.hpp"
#include "warning/windows.hpp"
#include <tenure/error.hpp>

namespace tenure::warning {
namespace {

/// A client whose first purchase is still to be read.
constexpr std::int32_t is_new_client = -1;

/// Both together, ascending and each once.
OwnedClientIds merged(const OwnedClientIds& a, const ClientIds& b) {
  if (count_of(b) == 0) return a;
  if (count_of(view_of(a)) == 0) return copy_of(b);
  check_kind(b, view_of(a));
  OwnedClientIds all = a;
  if (auto* numbers = std::get_if<std::vector<std::int64_t>>(&all)) {
    const auto more = std::get<std::span<const std::int64_t>>(b);
    numbers->insert(numbers->end(), more.begin(), more.end());
  } else {
    for (std::size_t i = 0; i < count_of(b); ++i) {
      std::get<TextColumn>(all).push_back(std::get<TextView>(b)[i]);
    }
  }
  const OwnedClientIds sorted = select(all, ascending_order(view_of(all)));
  const auto first_places = positions_in(view_of(sorted), view_of(sorted));
  std::vector<std::size_t> once;
  for (std::size_t i = 0; i < first_places.size(); ++i) {
    if (first_places[i] == i) once.push_back(i);
  }
  return select(sorted, once);
}

void check_update(const AlertMonitor::State& state, const Portfolio& purchases, Day date) {
  const auto refuse = [](const char* argument, const std::string& why) {
    throw Error(Status::invalid_argument, "update: " + why, argument);
  };
  if (date < state.date) {
    refuse("date", "the monitor is at " + state.date.to_string() + ", after " + date.to_string());
  }
  if (date > Day::last()) refuse("date", "the date lies beyond the calendar");
  const Portfolio::Data& data = purchases.data();
  for (std::size_t line = 0; line < data.lines.size(); ++line) {
    if (Day{data.lines.day[line]} <= date) continue;
    refuse("purchases",
           "a row of " + Day{data.lines.day[line]}.to_string() + " lies after the date");
  }
  if (data.clients() > 0 && state.has_amounts != data.has_amounts) {
    refuse("purchases", state.has_amounts ? "they have no amounts, as those before had"
                                          : "they have amounts, those before had none");
  }
  if (data.has_amounts && data.options.currency.decimals != state.decimals) {
    refuse("purchases", "their currency has other decimals than that of those before");
  }
}

}  // namespace

OwnedClientIds opted_out(const Portfolio& portfolio) {
  const SharedFlags& flags = portfolio.flag_data();
  if (flags == nullptr) return {};
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < flags->bits.size(); ++i) {
    if ((flags->bits[i] & bit_of(ClientFlag::no_profiling)) != 0) places.push_back(i);
  }
  return select(flags->ids, places);
}

MonitorUpdate::MonitorUpdate(const AlertMonitor::State& state, const Portfolio& purchases, Day date)
    : state_(state), charts_(state.law), date_(date) {
  check_update(state, purchases, date);
  excluded_ = merged(state.excluded, view_of(opted_out(purchases)));
  if (purchases.clients() > 0 && count_of(view_of(state.base.ids)) > 0) {
    check_kind(purchases.client_ids(), view_of(state.base.ids));
  }
  regroup(purchases);
  const ClientIds known = view_of(base().ids);
  const auto places = positions_in(known, purchases.client_ids());
  for (std::size_t client = 0; client < places.size(); ++client) {
    if (places[client] < count_of(known)) read(purchases, client, places[client]);
  }
  add_alarms_of_others();
}

void MonitorUpdate::regroup(const Portfolio& purchases) {
  const ClientIds known = view_of(state_.base.ids), out = view_of(excluded_);
  std::vector<std::size_t> fresh, staying;
  const auto place = positions_in(known, purchases.client_ids());
  for (std::size_t i = 0; i < place.size(); ++i) {
    const bool bought = !purchase_days(purchases.data(), i, date_.since_epoch).empty();
    if (place[i] == count_of(known) && bought) fresh.push_back(i);
  }
  if (fresh.empty() && count_of(out) == count_of(view_of(state_.excluded))) return;
  const OwnedClientIds all = merged(state_.base.ids, view_of(select(purchases.data().ids, fresh)));
  const auto is_out = positions_in(out, view_of(all));
  for (std::size_t i = 0; i < is_out.size(); ++i) {
    if (is_out[i] == count_of(out)) staying.push_back(i);
  }
  Base base{.ids = select(all, staying), .charts = {}, .amounts = {}};
  const auto before = positions_in(known, view_of(base.ids));
  for (const std::size_t from : before) {
    const bool was_known = from < count_of(known);
    base.charts.push_back(was_known ? state_.base.charts[from] : Chart{.repeats = is_new_client});
    base.amounts.push_back(was_known ? state_.base.amounts[from] : 0);
  }
  regrouped_ = std::move(base);
}

void MonitorUpdate::read(const Portfolio& purchases, std::size_t client, std::size_t place) {
  const std::vector<std::int32_t> days = purchase_days(purchases.data(), client, date_.since_epoch);
  Chart chart = base().charts[place];
  const auto amounts_by = [&](std::int32_t day) {
    return base().amounts[place] + amounts_until(purchases.data(), client, day);
  };
  const auto add_alarm = [&](Signal signal, bool is_over) {
    Alarm alarm{place, chart, 0, is_over, signal};
    if (!is_new(alarm.day())) return;
    alarm.amounts = amounts_by(alarm.day());
    alarms_.push_back(alarm);
  };
  std::span<const std::int32_t> to_add = days;
  if (chart.repeats == is_new_client) {
    chart = charts_.start(days.front());
    to_add = to_add.subspan(1);
  } else if (!to_add.empty() && to_add.front() < chart.last_day) {
    throw Error(Status::invalid_data,
                "update: a purchase of " + Day{to_add.front()}.to_string() +
                    " lies before the client's last, of " + Day{chart.last_day}.to_string(),
                "purchases", static_cast<std::int64_t>(client));
  } else if (!to_add.empty() && to_add.front() == chart.last_day) {
    to_add = to_add.subspan(1);
  }
  for (const std::int32_t day : to_add) {
    if (charts_.has_alarm_before(chart, day)) {
      charts_.set_alarm(chart);
      add_alarm(Signal::slowdown, true);
    }
    if (charts_.is_overdue_before(chart, day)) {
      charts_.set_overdue(chart);
      add_alarm(Signal::overdue, true);
    }
    charts_.buy(chart, day);
  }
  charts_.set_alarm(chart);
  charts_.set_overdue(chart);
  add_alarm(Signal::slowdown, false);
  add_alarm(Signal::overdue, false);
  touched_.push_back({place, chart, amounts_by(date_.since_epoch)});
}

void MonitorUpdate::add_alarms_of_others() {
  const Base& all = base();
  auto touched = touched_.begin();
  for (std::size_t place = 0; place < all.charts.size(); ++place) {
    if (touched != touched_.end() && touched->place == place) {
      ++touched;
      continue;
    }
    for (const Signal signal : {Signal::slowdown, Signal::overdue}) {
      const Alarm alarm{place, all.charts[place], all.amounts[place], false, signal};
      if (is_new(alarm.day())) alarms_.push_back(alarm);
    }
  }
}

Table MonitorUpdate::alerts() const {
  const auto decimals = state_.has_amounts ? std::optional(state_.decimals) : std::nullopt;
  std::vector<double> stake_of;
  for (const Alarm& alarm : alarms_) {
    stake_of.push_back(usual_year(charts_, alarm.chart, alarm.amounts, decimals));
  }
  std::vector<std::size_t> order(alarms_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (stake_of[a] != stake_of[b]) return stake_of[a] > stake_of[b];
    if (alarms_[a].place != alarms_[b].place) return alarms_[a].place < alarms_[b].place;
    if (alarms_[a].day() != alarms_[b].day()) return alarms_[a].day() < alarms_[b].day();
    return alarms_[a].signal < alarms_[b].signal;
  });

  std::vector<std::size_t> places;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> silence;
  std::vector<double> stake, usual, threshold;
  std::vector<std::uint8_t> is_over;
  TextColumn signals, words;
  for (const std::size_t i : order) {
    const Alarm& alarm = alarms_[i];
    const std::int32_t day = alarm.day();
    places.push_back(alarm.place);
    signals.push_back(signal_names[static_cast<std::size_t>(alarm.signal)]);
    days.push_back(day);
    stake.push_back(stake_of[i]);
    silence.push_back(day - alarm.chart.last_day);
    usual.push_back(days_of(state_.law.unit) / charts_.usual_rate(alarm.chart));
    is_over.push_back(alarm.is_over);
    if (alarm.signal == Signal::slowdown) {
      threshold.push_back(alarm.chart.threshold);
      words.push_back(slowdown_reason(charts_, alarm.chart, Day{day}, usual.back()).words);
    } else {
      const auto silent = static_cast<double>(silence.back());
      threshold.push_back(charts_.overdue_share(alarm.chart));
      words.push_back(
          overdue_reason({silent, usual.back(), silent}, 1.0 - threshold.back(), threshold.back())
              .words);
    }
  }
  Table::Builder table;
  const OwnedClientIds ids = select(base().ids, places);
  add_client_column(table, view_of(ids));
  return table.excluded_clients(count_of(view_of(excluded_)))
      .text("signal", std::move(signals))
      .day("alarm_day", std::move(days))
      .float64("value_at_stake", std::move(stake))
      .int64("silence", std::move(silence))
      .float64("usual_wait", std::move(usual))
      .float64("threshold", std::move(threshold))
      .boolean("is_over", std::move(is_over))
      .text("reason", std::move(words))
      .build();
}

void MonitorUpdate::commit(AlertMonitor::State& state) && noexcept {
  if (regrouped_) state.base = std::move(*regrouped_);
  for (const Touched& touched : touched_) {
    state.base.charts[touched.place] = touched.chart;
    state.base.amounts[touched.place] = touched.amounts;
  }
  state.excluded = std::move(excluded_);
  state.date = date_;
}

}  // namespace tenure::warning
