#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/error.hpp>
#include <tenure/payment.hpp>

using namespace tenure;

namespace {

constexpr std::int32_t not_yet = PurchaseArrays::no_day;
Day day(std::string_view text) { return Day::parse(text); }

/// Invoices of ann (two), bob and cid; cid opted out of profiling.
Record invoices() {
  const std::vector<std::string_view> clients{"ann", "ann", "bob", "cid"};
  const std::vector<std::int32_t> issued{
      day("2024-01-10").since_epoch, day("2024-03-05").since_epoch, day("2023-11-01").since_epoch,
      day("2024-02-15").since_epoch};
  std::vector<std::int32_t> due,
      paid{day("2024-02-14").since_epoch, not_yet, not_yet, day("2024-03-10").since_epoch};
  for (const std::int32_t at : issued) due.push_back(at + 30);
  const std::vector<double> amounts{100, 60, 40, 200};
  RecordArrays rows;
  rows.clients = std::span<const std::string_view>(clients);
  rows.fields = {{"issued", std::span<const std::int32_t>(issued)},
                 {"due", std::span<const std::int32_t>(due)},
                 {"paid", std::span<const std::int32_t>(paid)},
                 {"amount", std::span<const double>(amounts)}};
  const std::vector<std::int32_t> days{day("2024-03-31").since_epoch};
  const std::vector<std::string_view> cid{"cid"};
  const std::vector<std::uint8_t> yes{1};
  PurchaseArrays log;
  log.clients = std::span<const std::string_view>(cid);
  log.days = days;
  RecordArrays asked;
  asked.clients = std::span<const std::string_view>(cid);
  asked.fields = {{"no_profiling", std::span<const std::uint8_t>(yes)}};
  RecordBuilder builder(Portfolio::from_arrays(log));
  builder.read(RecordTable::invoices, rows);
  builder.read(RecordTable::clients, asked);
  return builder.build();
}

}  // namespace

TEST_CASE("METHODS 16: receivable 420, sales 200, 250, 300: DSO 51.52, by count-back 45.4") {
  const std::vector<double> sales{200, 250, 300}, days{31, 30, 31};
  const DaysOutstanding result = days_outstanding(420, sales, days);
  CHECK(result.simple == doctest::Approx(51.52).epsilon(1e-12));
  CHECK(result.count_back == doctest::Approx(45.4).epsilon(1e-12));
  CHECK(result.is_covered);
  CHECK(days_outstanding(750, sales, days).count_back == 92);
  CHECK_FALSE(days_outstanding(751, sales, days).is_covered);
  CHECK(days_outstanding(0, {}, {}).count_back == 0);
}

TEST_CASE("METHODS 16: five invoices: 8.157895 days late, net 7.368421, late share .385965") {
  const std::vector<double> amounts{1000, 500, 1500, 2000, 700}, days{5, 20, -3, 0, 45};
  const Lateness late = lateness(amounts, days);
  CHECK(late.days_late == doctest::Approx(46500.0 / 5700).epsilon(1e-12));
  CHECK(late.days_late == doctest::Approx(8.157895).epsilon(1e-6));
  CHECK(late.net_days_late == doctest::Approx(7.368421).epsilon(1e-7));
  CHECK(late.late_share == doctest::Approx(0.385965).epsilon(1e-6));
}

TEST_CASE("METHODS 16, Cyert, Davidson & Thompson 1962: allowance 1645.283019") {
  const std::vector<double> rolls{0.3, 0.4, 0, 0.2, 0.3, 0.2, 0.1, 0.1, 0.3};
  const std::vector<double> paid{0.3, 0.3, 0.3}, bad{0, 0, 0.2}, balances{10000, 4000, 2000};
  const RollResult result =
      roll_rates({.rolls = rolls, .paid = paid, .bad = bad, .balances = balances});
  const auto lost = result.states.float64("bad_probability");
  CHECK(lost[0] == doctest::Approx(0.06037736).epsilon(1e-7));
  CHECK(lost[1] == doctest::Approx(0.10566038).epsilon(1e-7));
  CHECK(lost[2] == doctest::Approx(0.30943396).epsilon(1e-7));
  CHECK(result.allowance == doctest::Approx(1645.283019).epsilon(1e-9));
  CHECK(roll_rates({}).allowance == 0);
}

TEST_CASE("invoices as they stood at the end: by hand") {
  const PaymentResult result = payment(invoices());
  CHECK(result.receivable == 100);  // ann's second, not due yet, and bob's
  // bob's is 121 days late on 2024-03-31, bad after 90; ann's first was 5 days late.
  CHECK(result.bad_share == doctest::Approx(40.0 / 340).epsilon(1e-12));
  CHECK(result.expected_loss == doctest::Approx(40 + 60 * 40.0 / 340).epsilon(1e-12));
  CHECK(result.late.days_late == doctest::Approx((100 * 5 + 40 * 121.0) / 340).epsilon(1e-12));
  CHECK(result.late.late_share == doctest::Approx(140.0 / 340).epsilon(1e-12));
  // January 100, February 200, March 60: 60 of March's 31 days, 40 of February's 200 in 29.
  CHECK(result.outstanding.count_back == doctest::Approx(31 + 0.2 * 29).epsilon(1e-12));
  CHECK(result.outstanding.simple == doctest::Approx(100.0 / 360 * 91).epsilon(1e-12));
  REQUIRE(result.clients.rows() == 2);
  CHECK(result.clients.excluded_clients() == 1);
  CHECK(result.clients.float64("open")[0] == 60);
  CHECK(result.clients.float64("overdue")[0] == 0);
  CHECK(result.clients.float64("bad")[1] == 40);
}

TEST_CASE("METHODS 16: expected loss is probability x loss x exposure") {
  const PaymentResult all = payment(invoices());
  const PaymentResult half = payment(invoices(), {.loss_given_default = 0.6});
  CHECK(half.expected_loss == doctest::Approx(0.6 * all.expected_loss).epsilon(1e-12));
  const std::vector<double> stays{0}, paid{0.96}, bad{0.04}, exposure{5000};
  const RollResult result =
      roll_rates({.rolls = stays, .paid = paid, .bad = bad, .balances = exposure});
  CHECK(0.6 * result.allowance == doctest::Approx(120).epsilon(1e-12));
}

TEST_CASE("what had not happened by the day asked for is not known then") {
  const PaymentResult early = payment(invoices(), {.as_of = day("2024-02-12")});
  CHECK(early.receivable == 140);
  CHECK(early.bad_share == 0);
  CHECK(early.late.days_late == doctest::Approx((100 * 3 + 40 * 73.0) / 140).epsilon(1e-12));
}

TEST_CASE("arguments that cannot be are refused by name") {
  const auto argument = [](auto&& call) {
    return error_of(Status::invalid_argument, call).argument();
  };
  const std::vector<double> one{1}, two{1, 1}, minus{-1}, half{0.5};
  CHECK(argument([&] { (void)lateness(one, two); }) == "days");
  CHECK(argument([&] { (void)lateness(minus, one); }) == "amounts");
  CHECK(argument([&] { (void)days_outstanding(-1, one, one); }) == "receivable");
  CHECK(argument([&] { (void)days_outstanding(1, one, minus); }) == "days");
  CHECK(argument([&] {
          (void)roll_rates({.rolls = half, .paid = half, .bad = half, .balances = one});
        }) == "rolls");
  const std::vector<double> zero{0};
  CHECK(argument([&] {
          (void)roll_rates({.rolls = one, .paid = zero, .bad = zero, .balances = one});
        }) == "rolls");
  CHECK(argument([&] { (void)payment(invoices(), {.months = 0}); }) == "months");
  CHECK(argument([&] { (void)payment(invoices(), {.bad_after = Days{0}}); }) == "bad_after");
  CHECK(argument([&] { (void)payment(invoices(), {.loss_given_default = 2}); }) ==
        "loss_given_default");
  CHECK(argument([&] { (void)payment(RecordBuilder(Portfolio::from_arrays({})).build()); }) ==
        "record");
}
