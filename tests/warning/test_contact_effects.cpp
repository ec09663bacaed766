#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "warning/logs.hpp"
#include <tenure/alerts.hpp>

using namespace tenure;
using tenure::testing::Rows;

namespace {

constexpr std::int32_t opened = 18000, closed = 19000;

struct Contacts {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
  std::vector<std::string_view> natures;

  Contacts& add(std::int64_t client, std::int32_t day, std::string_view nature) {
    clients.push_back(client);
    days.push_back(day);
    natures.push_back(nature);
    return *this;
  }
  [[nodiscard]] Record record(Portfolio portfolio) const {
    RecordBuilder builder(std::move(portfolio));
    RecordArrays rows;
    rows.clients = std::span<const std::int64_t>(clients);
    rows.fields = {{"day", std::span<const std::int32_t>(days)},
                   {"nature", std::span<const std::string_view>(natures)}};
    builder.read(RecordTable::contacts, rows);
    return builder.build();
  }
};

/// Clients buy on 8 % of days, and `after` times as often in the 91 days after a complaint; calls
/// change nothing.
struct Shop {
  Rows rows;
  Contacts contacts;

  explicit Shop(double after) {
    for (std::int64_t client = 1; client <= 200; ++client) {
      math::RandomStream random(7, static_cast<std::uint64_t>(client));
      const std::int32_t complaint =
          opened + 300 + static_cast<std::int32_t>(600 * random.uniform());
      const std::int32_t call = opened + 300 + static_cast<std::int32_t>(600 * random.uniform());
      contacts.add(client, complaint, "complaint").add(client, call, "call");
      rows.add(client, opened);
      for (std::int32_t day = opened + 1; day <= closed; ++day) {
        const bool upset = day > complaint && day <= complaint + 91;
        if (random.uniform() < 0.08 * (upset ? after : 1.0)) rows.add(client, day);
      }
    }
  }
};

double effect(const AlertResult& result, std::string_view nature, const char* column) {
  const TextView natures = result.contacts.text("nature");
  for (std::size_t i = 0; i < result.contacts.rows(); ++i) {
    if (natures[i] == nature) return result.contacts.float64(column)[i];
  }
  return NAN;
}

FittedModel fitted_model() {
  return FittedModel::from_parameters("nbd", std::vector{20.0, 35.0}, TimeUnit::week);
}

}  // namespace

TEST_CASE("complaints that halve the rate are found, with an interval that holds the truth") {
  const Shop shop(0.5);
  const Portfolio portfolio = shop.rows.portfolio(closed);
  const Record record = shop.contacts.record(portfolio);
  const FittedModel purchases = fitted_model();
  const AlertResult result = alerts(portfolio, {.purchases = &purchases, .record = &record});
  CHECK(effect(result, "complaint", "ratio") == doctest::Approx(0.5).epsilon(0.1));
  CHECK(effect(result, "complaint", "ratio_from") < 0.5);
  CHECK(effect(result, "complaint", "ratio_to") > 0.5);
  CHECK(effect(result, "complaint", "p_value") < 1e-6);
  CHECK(effect(result, "call", "ratio_from") < 1.05);
  CHECK(effect(result, "call", "ratio_to") > 0.95);
  const TextView signals = result.signals.text("signal");
  CHECK(signals[5] == "contact");
  // Alerted are those whose complaint is at most 91 days old.
  std::int64_t open = 0;
  for (std::size_t i = 0; i < shop.contacts.days.size(); ++i) {
    open += shop.contacts.natures[i] == "complaint" && shop.contacts.days[i] > closed - 91;
  }
  CHECK(result.signals.int64("clients")[5] == open);
  CHECK(result.signals.int64("alerts")[5] == open);
}

TEST_CASE("complaints that change nothing alert nobody, and a resolution closes one that does") {
  const FittedModel purchases = fitted_model();
  const Shop harmless(1.0);
  const Portfolio calm = harmless.rows.portfolio(closed);
  const Record of_calm = harmless.contacts.record(calm);
  CHECK(alerts(calm, {.purchases = &purchases, .record = &of_calm}).signals.int64("alerts")[5] ==
        0);

  Shop shop(0.5);
  for (std::int64_t client = 1; client <= 200; ++client) {
    shop.contacts.add(client, closed - 1, "resolution");
  }
  const Portfolio portfolio = shop.rows.portfolio(closed);
  const Record record = shop.contacts.record(portfolio);
  const AlertResult result = alerts(portfolio, {.purchases = &purchases, .record = &record});
  CHECK(effect(result, "complaint", "ratio_to") < 1);
  CHECK(result.signals.int64("alerts")[5] == 0);
}

TEST_CASE("without a record, or one without contacts, there is nothing to say of them") {
  const FittedModel purchases = fitted_model();
  const Portfolio portfolio = Rows().every(1, 12, opened, closed).portfolio(closed);
  CHECK(alerts(portfolio, {.purchases = &purchases}).contacts.rows() == 0);
  const Record empty = RecordBuilder(portfolio).build();
  CHECK(alerts(portfolio, {.purchases = &purchases, .record = &empty}).contacts.rows() == 0);
}
