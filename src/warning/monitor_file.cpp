/// AlertMonitor to a file and back.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "history/portfolio_check.hpp"
#include "history/portfolio_sections.hpp"
#include "warning/monitor_state.hpp"

namespace tenure {
namespace {

constexpr std::string_view magic = "TENUREAM";
constexpr std::uint32_t newest_version = 1;

/// In the order of the file; ids take two.
enum Section : std::uint32_t {
  facts_section = 1,
  law_section,
  ids_section,
  excluded_section = ids_section + 2,
  first_section = excluded_section + 2,
  last_section,
  repeats_section,
  alarm_section,
  value_section,
  threshold_section,
  amount_section,
  overdue_section
};

using State = AlertMonitor::State;
using warning::Chart;

bool are_texts(const OwnedClientIds& ids) { return std::holds_alternative<TextColumn>(ids); }

template <class T>
void write_column(SectionWriter& sections, Section id, const std::vector<Chart>& charts,
                  T Chart::*member) {
  std::vector<T> column;
  for (const Chart& chart : charts) column.push_back(chart.*member);
  write_array(sections, id, column);
}

template <class T>
void read_column(SectionReader& sections, Section id, std::vector<Chart>& charts,
                 T Chart::*member) {
  std::vector<T> column;
  sections.read(id, column);
  if (column.size() != charts.size()) sections.corrupt("its columns are of different lengths");
  for (std::size_t i = 0; i < column.size(); ++i) charts[i].*member = column[i];
}

bool is_possible(const Chart& chart) {
  return Day{chart.first_day} >= Day::first() && chart.first_day <= chart.last_day &&
         Day{chart.last_day} <= Day::last() && chart.repeats >= 0 &&
         chart.repeats <= chart.last_day - chart.first_day &&
         (chart.repeats > 0 || chart.last_day == chart.first_day) &&
         chart.alarm_day > chart.last_day && chart.overdue_day > chart.last_day &&
         chart.value >= 0.0 && std::isfinite(chart.value) && chart.threshold > 0.0;
}

bool is_possible(const warning::ChartLaw& law) {
  const auto is_within = [](double value, double least, double most) {
    return value >= least && value <= most;
  };
  constexpr double small = 1e-300, large = 1e300;
  return is_within(law.rate.r, small, large) && is_within(law.rate.alpha, small, large) &&
         is_within(law.regularity, 0.05, 100.0) && is_within(law.false_alarms, 1e-9, 1e9) &&
         (law.overdue_alarms == 0.0 || is_within(law.overdue_alarms, 1e-9, 1e9)) &&
         is_within(law.slowdown, 0.05, 0.95);
}

}  // namespace

void AlertMonitor::save(const std::string& path) const {
  const State& state = *state_;
  NewFile file(path);
  SectionWriter sections(file, magic, newest_version);
  ByteWriter facts;
  for (const std::int64_t fact :
       {static_cast<std::int64_t>(state.law.unit), std::int64_t{state.date.since_epoch},
        std::int64_t{state.has_amounts}, std::int64_t{state.decimals},
        std::int64_t{are_texts(state.base.ids)}, std::int64_t{are_texts(state.excluded)}}) {
    facts.integer(fact);
  }
  sections.write(facts_section, facts.bytes());
  const std::vector<double> law{state.law.rate.r,         state.law.rate.alpha,
                                state.law.regularity,     state.law.false_alarms,
                                state.law.overdue_alarms, state.law.slowdown};
  write_array(sections, law_section, law);
  write_ids(sections, ids_section, state.base.ids);
  write_ids(sections, excluded_section, state.excluded);
  const std::vector<Chart>& charts = state.base.charts;
  write_column(sections, first_section, charts, &Chart::first_day);
  write_column(sections, last_section, charts, &Chart::last_day);
  write_column(sections, repeats_section, charts, &Chart::repeats);
  write_column(sections, alarm_section, charts, &Chart::alarm_day);
  write_column(sections, value_section, charts, &Chart::value);
  write_column(sections, threshold_section, charts, &Chart::threshold);
  write_array(sections, amount_section, state.base.amounts);
  write_column(sections, overdue_section, charts, &Chart::overdue_day);
  file.commit();
}

AlertMonitor AlertMonitor::load(const std::string& path) {
  OldFile file(path);
  SectionReader sections(file, magic, newest_version);
  auto state = std::make_unique<State>();
  std::vector<std::uint8_t> bytes;
  sections.read(facts_section, bytes);
  ByteReader facts(bytes);
  const std::int64_t unit = facts.integer();
  state->date = {static_cast<std::int32_t>(facts.integer())};
  state->has_amounts = facts.integer() != 0;
  const std::int64_t decimals = facts.integer();
  const bool ids_are_texts = facts.integer() != 0, excluded_are_texts = facts.integer() != 0;
  std::vector<double> law;
  sections.read(law_section, law);
  constexpr std::int64_t most_decimals = 6;
  if (!facts.complete() || law.size() != 6 || unit < 0 ||
      unit > static_cast<std::int64_t>(TimeUnit::year) || decimals < 0 ||
      decimals > most_decimals || state->date < Day::first() || state->date > Day::last()) {
    sections.corrupt("its facts are not whole");
  }
  state->decimals = static_cast<int>(decimals);
  state->law = {.rate = {law[0], law[1]},
                .regularity = law[2],
                .unit = static_cast<TimeUnit>(unit),
                .false_alarms = law[3],
                .overdue_alarms = law[4],
                .slowdown = law[5]};
  if (!is_possible(state->law)) sections.corrupt("its law is none");

  State::Base& base = state->base;
  base.ids = read_ids(sections, ids_section, ids_are_texts);
  state->excluded = read_ids(sections, excluded_section, excluded_are_texts);
  if (!are_ascending_ids(base.ids) || !are_ascending_ids(state->excluded)) {
    sections.corrupt("its client ids are not in order");
  }
  base.charts.resize(count_of(view_of(base.ids)));
  read_column(sections, first_section, base.charts, &Chart::first_day);
  read_column(sections, last_section, base.charts, &Chart::last_day);
  read_column(sections, repeats_section, base.charts, &Chart::repeats);
  read_column(sections, alarm_section, base.charts, &Chart::alarm_day);
  read_column(sections, value_section, base.charts, &Chart::value);
  read_column(sections, threshold_section, base.charts, &Chart::threshold);
  sections.read(amount_section, base.amounts);
  read_column(sections, overdue_section, base.charts, &Chart::overdue_day);
  sections.end();
  const bool are_charts =
      std::ranges::all_of(base.charts, [](const Chart& chart) { return is_possible(chart); });
  if (!are_charts || base.amounts.size() != base.charts.size()) {
    sections.corrupt("its charts are none");
  }
  return AlertMonitor(std::move(state));
}

}  // namespace tenure
