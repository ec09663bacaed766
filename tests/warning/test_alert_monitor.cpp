#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "math/random.hpp"
#include "warning/logs.hpp"
#include <tenure/alerts.hpp>
#include <tenure/privacy.hpp>

using namespace tenure;
using tenure::testing::Rows;

namespace {

constexpr std::int32_t start = 18000, begun = 18800, today = 19300;

/// Clients who come over the years and buy at rates of their own; every third stops for good.
Rows drawn() {
  Rows rows;
  for (std::int64_t client = 1; client <= 200; ++client) {
    math::RandomStream random(5, static_cast<std::uint64_t>(client));
    const double rate = random.gamma(1.5, 40.0);
    double time = start + 1000 * random.uniform();
    const double end = client % 3 == 0 ? time + 600 * random.uniform() : today + 1;
    for (; time < end; time += random.exponential(rate)) {
      rows.add(client, static_cast<std::int32_t>(time), 5 + 20 * random.uniform());
    }
  }
  return rows;
}

const FittedModel& model() {
  static const FittedModel nbd =
      FittedModel::from_parameters("nbd", std::vector{1.5, 5.7}, TimeUnit::week);
  return nbd;
}

AlertOptions options(double regularity = 1) {
  return {.purchases = &model(), .false_alarms = 200, .regularity = regularity};
}

/// The same bits, column by column.
bool are_equal(const Table& a, const Table& b) {
  if (a.rows() != b.rows() || a.columns() != b.columns()) return false;
  const auto same = [](auto x, auto y) {
    return x.size() == y.size() &&
           (x.empty() || std::memcmp(x.data(), y.data(), x.size_bytes()) == 0);
  };
  for (std::size_t c = 0; c < a.columns(); ++c) {
    if (a.name(c) != b.name(c) || a.type(c) != b.type(c)) return false;
    if (!same(a.validity(c), b.validity(c))) return false;
    switch (a.type(c)) {
      case Table::Type::float64:
        if (!same(a.float64(c), b.float64(c))) return false;
        break;
      case Table::Type::int64:
        if (!same(a.int64(c), b.int64(c))) return false;
        break;
      case Table::Type::day:
        if (!same(a.day(c), b.day(c))) return false;
        break;
      case Table::Type::boolean:
        if (!same(a.boolean(c), b.boolean(c))) return false;
        break;
      case Table::Type::text:
        if (a.text(c).bytes != b.text(c).bytes) return false;
        break;
    }
  }
  return true;
}

struct Alarm {
  std::int64_t client;
  std::int32_t day;
  double value;
  std::string signal;
  friend auto operator<=>(const Alarm&, const Alarm&) = default;
};

/// The alerts of updates every `days`, in order.
std::vector<Alarm> alarms_every(AlertMonitor& monitor, const Rows& rows, std::int32_t days) {
  std::vector<Alarm> alarms;
  for (std::int32_t day = begun; day < today; day += days) {
    const std::int32_t next = std::min(today, day + days);
    const Table alerts = monitor.update(rows.between(day, next).portfolio(next), Day{next});
    for (std::size_t i = 0; i < alerts.rows(); ++i) {
      alarms.push_back({alerts.int64("client")[i], alerts.day("alarm_day")[i],
                        alerts.float64("value_at_stake")[i],
                        std::string(alerts.text("signal")[i])});
    }
  }
  std::ranges::sort(alarms);
  return alarms;
}

AlertMonitor begin(const Rows& rows, double regularity = 1) {
  return AlertMonitor::create(rows.between(0, begun).portfolio(begun), options(regularity));
}

struct TemporaryFile {
  std::string path = (std::filesystem::temp_directory_path() / "tenure_test_monitor").string();
  ~TemporaryFile() { std::remove(path.c_str()); }
};

}  // namespace

TEST_CASE("a monitor brought up to date is, to the bit, one made from scratch") {
  const Rows rows = drawn();
  for (const double regularity : {1.0, 2.5}) {
    AlertMonitor monitor = begin(rows, regularity);
    (void)alarms_every(monitor, rows, 1);
    const AlertMonitor anew = AlertMonitor::create(rows.portfolio(today), options(regularity));
    CHECK(monitor.date() == anew.date());
    CHECK(monitor.clients() == anew.clients());
    CHECK(are_equal(monitor.charts(), anew.charts()));
  }
}

TEST_CASE("however the days are cut into updates, the alerts and the state are the same") {
  const Rows rows = drawn();
  AlertMonitor daily = begin(rows), weekly = begin(rows), at_once = begin(rows);
  const auto alarms = alarms_every(daily, rows, 1);
  CHECK(alarms.size() > 40);
  CHECK(alarms_every(weekly, rows, 7) == alarms);
  CHECK(alarms_every(at_once, rows, today - begun) == alarms);
  CHECK(are_equal(daily.charts(), at_once.charts()));
}

TEST_CASE("the monitor's alarms that stand are those of alerts()") {
  const Rows rows = drawn();
  AlertMonitor monitor = begin(rows);
  (void)alarms_every(monitor, rows, 30);
  const Table charts = monitor.charts();
  const AlertResult result = alerts(rows.portfolio(today), options());
  const TextView signals = result.reasons.text("signal");
  std::size_t compared = 0;
  for (std::size_t i = 0; i < result.reasons.rows(); ++i) {
    if (signals[i] != "slowdown") continue;
    const auto ids = charts.int64("client");
    const auto row = std::ranges::find(ids, result.reasons.int64("client")[i]) - ids.begin();
    CHECK(charts.boolean(charts.at("is_alarmed"))[static_cast<std::size_t>(row)] != 0);
    ++compared;
  }
  CHECK(compared > 5);
}

TEST_CASE("saved and loaded, a monitor goes on bit for bit") {
  const Rows rows = drawn();
  const TemporaryFile file;
  AlertMonitor monitor = begin(rows);
  monitor.save(file.path);
  AlertMonitor loaded = AlertMonitor::load(file.path);
  CHECK(are_equal(monitor.charts(), loaded.charts()));
  CHECK(alarms_every(loaded, rows, 50) == alarms_every(monitor, rows, 50));
  CHECK(are_equal(monitor.charts(), loaded.charts()));
  monitor.save(file.path);
  std::ifstream in(file.path, std::ios::binary);
  const std::string first((std::istreambuf_iterator<char>(in)), {});
  loaded.save(file.path);
  std::ifstream again(file.path, std::ios::binary);
  CHECK(first == std::string((std::istreambuf_iterator<char>(again)), {}));
}

TEST_CASE("a file that is damaged anywhere, cut short or newer is refused") {
  const TemporaryFile file;
  begin(drawn()).save(file.path);
  std::ifstream in(file.path, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  const auto load_of = [&](const std::string& bytes) {
    std::ofstream(file.path, std::ios::binary | std::ios::trunc) << bytes;
    return [&] { (void)AlertMonitor::load(file.path); };
  };
  for (std::size_t at = 0; at < whole.size(); at += 97) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const auto load = load_of(damaged);
    CHECK_THROWS_AS(load(), Error);
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{20}, whole.size() - 1}) {
    error_of(Status::corrupt_data, load_of(whole.substr(0, size)));
  }
}

TEST_CASE("new clients come in, same-day rows count once, a late row of a client is taken") {
  AlertMonitor monitor = AlertMonitor::create(
      Rows().every(1, 10, start, begun).every(2, 30, start, begun).portfolio(begun), options());
  const Rows more = Rows().add(7, begun + 3).add(1, begun + 2).add(1, begun + 2);
  (void)monitor.update(more.portfolio(begun + 5), Day{begun + 5});
  CHECK(monitor.clients() == 3);
  CHECK(monitor.charts().int64("purchases")[0] == 81);
  (void)monitor.update(Rows().add(2, begun + 4).portfolio(begun + 9), Day{begun + 9});
  CHECK(monitor.charts().day("last_day")[1] == begun + 4);
}

TEST_CASE("who opts out later is forgotten, and not taken in again") {
  AlertMonitor monitor = AlertMonitor::create(
      Rows().every(1, 10, start, begun).every(2, 30, start, begun).portfolio(begun), options());
  const std::int64_t out[] = {1};
  const std::uint8_t yes[] = {1};
  const Portfolio flagged =
      with_flags(Rows().add(1, begun + 1).portfolio(begun + 1),
                 {.clients = std::span<const std::int64_t>(out), .no_profiling = yes});
  CHECK(monitor.update(flagged, Day{begun + 1}).excluded_clients() == 1);
  CHECK(monitor.clients() == 1);
  CHECK(monitor.excluded_clients() == 1);
  const Table later =
      monitor.update(Rows().add(1, begun + 2).portfolio(begun + 900), Day{begun + 900});
  CHECK(monitor.clients() == 1);
  REQUIRE(later.rows() == 2);
  for (const std::int64_t client : later.int64("client")) CHECK(client == 2);
}

TEST_CASE("an update that cannot be changes nothing") {
  AlertMonitor monitor = begin(drawn());
  const Table before = monitor.charts();
  const auto refused = [&](const Rows& rows, std::int32_t date) {
    return refused_argument([&] { (void)monitor.update(rows.portfolio(date), Day{date}); });
  };
  CHECK(refused(Rows(), begun - 1) == "date");
  CHECK(refused_argument([&] {
          (void)monitor.update(Rows().add(1, begun + 9).portfolio(begun + 9), Day{begun + 2});
        }) == "purchases");
  const Error error = error_of(Status::invalid_data, [&] {
    (void)monitor.update(Rows().add(1, start - 9).portfolio(begun), Day{begun});
  });
  CHECK(error.argument() == "purchases");
  CHECK(error.row() == 0);
  CHECK(are_equal(before, monitor.charts()));
  CHECK(monitor.date() == Day{begun});
}

TEST_CASE("overdue by his own cycle: one silence of 35 days, an alarm of who came every 7 alone") {
  const Rows known = Rows().every(1, 7, start, begun).every(2, 28, start, begun);
  AlertMonitor monitor = AlertMonitor::create(known.portfolio(begun), options(10));
  const Table alerts = monitor.update(Rows().portfolio(begun + 35), Day{begun + 35});
  REQUIRE(alerts.rows() == 2);
  for (std::size_t i = 0; i < 2; ++i) CHECK(alerts.int64("client")[i] == 1);
  const std::size_t overdue = alerts.text("signal")[0] == "overdue" ? 0 : 1;
  CHECK(alerts.text("signal")[1 - overdue] == "slowdown");
  CHECK(alerts.text("reason")[overdue].find("of his waits end within") != std::string_view::npos);
  // A share of the waits that makes the tolerated 50 false alarms of 52.2 a year and client.
  CHECK(alerts.float64("threshold")[overdue] == doctest::Approx(.05 / 52.2).epsilon(.02));
  const Table charts = monitor.charts();
  CHECK(charts.boolean(charts.at("is_overdue"))[0] == 1);
  CHECK(charts.boolean(charts.at("is_overdue"))[1] == 0);
  CHECK(charts.day("overdue_day")[0] == alerts.day("alarm_day")[overdue]);
}

TEST_CASE("a silence is overdue once; none is looked for where none is wanted") {
  const Rows known = Rows().every(1, 7, start, begun);
  AlertOptions wanted = options();
  AlertMonitor monitor = AlertMonitor::create(known.portfolio(begun), wanted);
  wanted.overdue_alarms = 0;
  AlertMonitor without = AlertMonitor::create(known.portfolio(begun), wanted);
  const auto overdue_in = [](const Table& alerts) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < alerts.rows(); ++i) count += alerts.text("signal")[i] == "overdue";
    return count;
  };
  const Portfolio nothing = Rows().portfolio(begun + 200);
  CHECK(overdue_in(monitor.update(nothing, Day{begun + 200})) == 1);
  CHECK(overdue_in(monitor.update(Rows().portfolio(begun + 400), Day{begun + 400})) == 0);
  CHECK(overdue_in(without.update(nothing, Day{begun + 200})) == 0);
  CHECK(without.charts().validity(without.charts().at("overdue_day"))[0] == 0);
  // He comes back and falls silent again.
  const Table again =
      monitor.update(Rows().add(1, begun + 401).portfolio(begun + 700), Day{begun + 700});
  CHECK(overdue_in(again) == 1);
  CHECK(again.boolean(again.at("is_over"))[0] == 0);
}
