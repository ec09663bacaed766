/// Logs that come as Arrow streams: every type that is read.
#include <initializer_list>

#include "base/int128.hpp"
#include "history/arrow_logs.hpp"

using namespace tenure;
using namespace tenure::test;

TEST_CASE("a stream of one batch") {
  const Portfolio portfolio = read({clients(), dates(), amounts()});
  CHECK(portfolio.clients() == 2);
  CHECK(amounts_of(portfolio) == std::vector<double>{10, 30, 20.5});
}

TEST_CASE("every integer width is a client id") {
  const auto check = [](auto zero, const char* format) {
    using T = decltype(zero);
    const Portfolio portfolio =
        read({numbers<T>("client", format, {T{5}, T{6}, T{5}}), dates(), amounts()}, columns);
    const auto ids = std::get<std::span<const std::int64_t>>(portfolio.client_ids());
    CHECK(ids[0] == 5);
    CHECK(ids[1] == 6);
  };
  check(std::int8_t{}, "c");
  check(std::uint8_t{}, "C");
  check(std::int16_t{}, "s");
  check(std::uint16_t{}, "S");
  check(std::int32_t{}, "i");
  check(std::uint32_t{}, "I");
  check(std::int64_t{}, "l");
  check(std::uint64_t{}, "L");
  check_refused({numbers<std::uint64_t>("client", "L", {1, 2, UINT64_MAX}), dates(), amounts()},
                Status::invalid_data);
}

TEST_CASE("every kind of text is a client id") {
  const std::vector<std::string> names{"ann", "a name of more than twelve bytes", "ann"};
  for (const TestArray& client :
       {texts<std::int32_t>("client", names), texts<std::int64_t>("client", names),
        text_views("client", names),
        dictionary<std::uint8_t>("C", {1, 0, 1}, texts<std::int32_t>("client", {names[1], "ann"})),
        dictionary<std::int64_t>("l", {1, 0, 1}, text_views("client", {names[1], "ann"}))}) {
    const Portfolio portfolio = read({client, dates(), amounts()});
    const auto ids = std::get<TextView>(portfolio.client_ids());
    REQUIRE(ids.size() == 2);
    CHECK(ids[0] == names[1]);
    CHECK(ids[1] == "ann");
  }
}

TEST_CASE("dictionaries may differ in every batch, nulls among codes and among values") {
  std::vector<TestBatch> batches;
  batches.emplace_back(std::vector{
      dictionary<std::int8_t>("c", {0, 1, 0}, texts<std::int32_t>("client", {"ann", "joe"})),
      dates(), amounts()});
  batches.emplace_back(std::vector{
      dictionary<std::int8_t>("c", {0, 1, 2},
                              texts<std::int32_t>("client", {"joe", "", "eve"}, {0b101}), {0b110}),
      dates(), amounts()});
  Producer producer(std::move(batches));
  const Portfolio portfolio = read(producer);
  CHECK(portfolio.clients() == 3);
  CHECK(portfolio.report().rows_dropped() == 2);  // guests: a null code and a null value
}

TEST_CASE("every kind of amount") {
  const auto read_amounts = [](TestArray amount) {
    return amounts_of(read({clients(), dates(), std::move(amount)}));
  };
  const std::vector<double> whole{10, 30, 20};
  CHECK(read_amounts(numbers<std::int16_t>("amount", "s", {10, 20, 30})) == whole);
  CHECK(read_amounts(numbers<std::uint64_t>("amount", "L", {10, 20, 30})) == whole);
  CHECK(read_amounts(numbers<float>("amount", "f", {10.01F, 20.25F, 29.33F})) ==
        std::vector<double>{10.01, 29.33, 20.25});
  CHECK(read_amounts(numbers<Int128>("amount", "d:12,3", {10'015, 20'000, -5})) ==
        std::vector<double>{10.02, -0.01, 20});
  CHECK(read_amounts(numbers<Int128>("amount", "d:5,-1,128", {1, 2, 3})) == whole);
  check_refused({clients(), dates(), numbers<std::int64_t>("amount", "l", {1, 2, INT64_MAX})},
                Status::invalid_data);
  check_refused({clients(), dates(), numbers<Int128>("amount", "d:12,3,256", {1, 2, 3})},
                Status::invalid_argument);
}

TEST_CASE("every kind of day") {
  const std::vector<std::int32_t> expected{19'000, 19'010, 19'001};
  const auto read_days = [](TestArray date, const ImportOptions& options = {}) {
    return days_of(read({clients(), std::move(date), amounts()}, columns, options));
  };
  CHECK(read_days(dates()) == expected);
  CHECK(read_days(numbers<std::int64_t>("date", "tdm",
                                        {19'000 * 86'400'000LL, 19'001 * 86'400'000LL + 5,
                                         19'010 * 86'400'000LL})) == expected);
  const auto ticks = [](std::int64_t a_second) {
    return std::vector<std::int64_t>{19'000 * 86'400 * a_second, (19'002 * 86'400 * a_second) - 1,
                                     19'010 * 86'400 * a_second};
  };
  CHECK(read_days(numbers("date", "tss:", ticks(1))) == expected);
  CHECK(read_days(numbers("date", "tsm:", ticks(1'000))) == expected);
  CHECK(read_days(numbers("date", "tsu:", ticks(1'000'000))) == expected);
  CHECK(read_days(numbers("date", "tsn:", ticks(1'000'000'000))) == expected);
  ImportOptions options;
  options.day_rule = DayRule::utc();
  CHECK(read_days(numbers("date", "tsu:Europe/Paris", ticks(1'000'000)), options) == expected);
  CHECK(read_days(texts<std::int32_t>("date", {"2022-01-08", "20220109", "2022-01-18"})) ==
        expected);
  CHECK(read_days(numbers<std::int64_t>("date", "tss:", {-1, 0, 86'399})) ==
        std::vector<std::int32_t>{-1, 0, 0});
  check_refused(
      {clients(), texts<std::int32_t>("date", {"2022-01-08", "09/01/2022", ""}), amounts()},
      Status::invalid_data);
  CHECK(read_days(numbers<std::int32_t>("date", "i", {20220108, 20220109, 20220118})) == expected);
  // Days since 1970 as plain integers would be ambiguous: they are no dates.
  check_refused(
      {clients(), numbers<std::int64_t>("date", "l", {19'000, 19'001, 19'010}), amounts()},
      Status::invalid_data);
  check_refused({clients(), numbers<double>("date", "g", {19'000, 1, 2}), amounts()},
                Status::invalid_argument);
}

TEST_CASE("D9: an instant is of the day that the given zone says, and none is inferred") {
  // 2024-03-09 20:30 and 2024-03-10 12:00 in New York.
  const std::vector<std::int64_t> instants{1'710'034'200, 1'710'086'400};
  const auto log = [&] {
    return std::vector{numbers<std::int64_t>("client", "l", {1, 1}),
                       numbers("date", "tss:UTC", instants)};
  };
  error_of(Status::invalid_argument, [&] { (void)read(log(), two_columns); });
  ImportOptions options;
  options.day_rule = DayRule::utc();
  CHECK(read(log(), two_columns, options).purchases() == 1);
  options.day_rule = DayRule::posix("EST5EDT,M3.2.0,M11.1.0");
  CHECK(read(log(), two_columns, options).purchases() == 2);
}

TEST_CASE("offsets of the batch and of each column, and validity that begins in mid-byte") {
  TestArray client = numbers<std::int64_t>("client", "l", {0, 0, 0, 7, 8, 7}, {0b101000});
  client.offset = 2;  // and 1 of the batch
  client.length = 4;
  const TestArray date = numbers<std::int32_t>("date", "tdD", {0, 19'000, 19'001, 19'010});
  const TestArray amount = numbers<double>("amount", "g", {0, 10, 20, 30});
  std::vector<TestBatch> batches = one({client, date, amount});
  batches[0].offset = 1;
  batches[0].length = 3;
  Producer producer(std::move(batches));
  const Portfolio portfolio = read(producer);
  CHECK(portfolio.report().rows_read == 3);
  CHECK(portfolio.report().rows_dropped() == 1);
  CHECK(portfolio.clients() == 1);
  CHECK(amounts_of(portfolio) == std::vector<double>{10, 30});
}

TEST_CASE("a row that is null in the batch itself has no values") {
  std::vector<TestBatch> batches = one({clients(), dates(), amounts()});
  batches[0].validity = {0b101};
  batches[0].null_count = 1;
  Producer producer(std::move(batches));
  CHECK(read(producer).report().rows_dropped() == 1);
}

TEST_CASE("a column of the null type holds no value") {
  const TestArray nothing("client", "n", 3, 3);
  CHECK(read({nothing, dates(), amounts()}).report().rows_dropped() == 3);
}

TEST_CASE("missing amounts are invalid rows by name and row") {
  const auto error = error_of(Status::invalid_data, [] {
    (void)read({clients(), dates(), numbers<double>("amount", "g", {1, 2, 3}, {0b011})});
  });
  CHECK(error.row() == 2);
}

TEST_CASE("errors use the caller's names of columns") {
  PurchaseColumns names = columns;
  names.day = "when";
  names.amount = "sales";
  const auto error = error_of(Status::invalid_data, [&] {
    (void)read({clients(), numbers<std::int32_t>("when", "tdD", {19'000, 19'001, 19'010}),
                numbers<double>("sales", "g", {1, 2, std::numeric_limits<double>::infinity()})},
               names);
  });
  CHECK(std::string(error.what()) == "sales in row 2 is inf");
  CHECK(error.argument() == "sales");
}

TEST_CASE("integers are currency units, or minor units if the caller says so") {
  const auto cents = [] { return numbers<std::int64_t>("amount", "l", {1999, 250, 7}); };
  const auto as = [&](bool minor_units, TestArray amount) {
    PurchaseColumns names = columns;
    names.minor_units = minor_units;
    return amounts_of(read({clients(), dates(), std::move(amount)}, names));
  };
  const auto units = as(false, cents());
  const auto minor = as(true, cents());
  REQUIRE(units.size() == minor.size());
  for (std::size_t i = 0; i < units.size(); ++i) CHECK(minor[i] == units[i] / 100);
  PurchaseColumns names = columns;
  names.minor_units = true;
  check_refused({clients(), dates(), amounts()}, Status::invalid_argument, names);
}

TEST_CASE("texts that are no days are invalid rows") {
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  const Portfolio portfolio =
      read({clients(), texts<std::int32_t>("date", {"2022-01-08", "09/01/2022", ""}), amounts()},
           columns, options);
  CHECK(portfolio.report().kept == 1);
  CHECK(portfolio.report().rows_dropped() == 2);
}

TEST_CASE("a margin gives the cost") {
  PurchaseColumns names = columns;
  names.margin = "margin";
  const Portfolio portfolio =
      read({clients(), dates(), amounts(), numbers<double>("margin", "g", {4, 5.5, 6})}, names);
  CHECK(portfolio.has_costs());
  const Table table = portfolio.purchase_table();
  CHECK(table.float64("cost")[0] == 6);
  CHECK(table.float64("cost")[2] == 15);
}

TEST_CASE("order ids may be numbers; categories, channels and quantities come along") {
  PurchaseColumns names = columns;
  names.order_id = "order";
  names.category = "kind";
  names.channel = "way";
  names.quantity = "n";
  const Portfolio portfolio = read(
      {clients(), dates(), amounts(), numbers<std::int32_t>("order", "i", {11, 12, 13}),
       dictionary<std::int16_t>("s", {0, 0, 1}, texts<std::int64_t>("kind", {"book", "pen"})),
       texts<std::int32_t>("way", {"web", "", "web"}), numbers<std::int8_t>("n", "c", {1, 2, 3})},
      names);
  const Table table = portfolio.purchase_table();
  CHECK(table.text("order_id")[1] == "13");
  CHECK(table.text("category")[1] == "pen");
  CHECK(table.validity(table.at("channel"))[2] == 0);
  CHECK(table.float64("quantity")[2] == 2);
}

TEST_CASE("empty batches and empty streams") {
  const auto empty = [] {
    return std::vector{numbers<std::int64_t>("client", "l", {}),
                       numbers<std::int32_t>("date", "tdD", {}),
                       numbers<double>("amount", "g", {})};
  };
  std::vector<TestBatch> batches;
  batches.emplace_back(empty());
  batches.emplace_back(std::vector{clients(), dates(), amounts()});
  batches.emplace_back(empty());
  Producer some(std::move(batches));
  CHECK(read(some).report().rows_read == 3);
  CHECK(read(empty()).clients() == 0);
}

TEST_CASE("a stream equals the same rows as arrays, split in batches anyhow") {
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  const Log log = dirty_log(9, 500);
  PurchaseColumns names{"client", "date",     "amount",  "cost",    "",
                        "order",  "category", "channel", "quantity"};
  for (const std::size_t parts : {1U, 7U}) {
    std::vector<TestBatch> batches;
    for (std::size_t p = 0; p < parts; ++p) {
      const Log part = log.rows_between(500 * p / parts, 500 * (p + 1) / parts);
      std::vector<std::uint8_t> has_day((part.rows() + 7) / 8, 0);
      for (std::size_t i = 0; i < part.rows(); ++i) {
        if (part.days[i] != PurchaseArrays::no_day) {
          has_day[i / 8] = static_cast<std::uint8_t>(has_day[i / 8] | (1U << (i % 8)));
        }
      }
      batches.emplace_back(std::vector{
          texts<std::int32_t>("client", part.client), numbers("date", "tdD", part.days, has_day),
          numbers("amount", "g", part.amount), numbers("cost", "g", part.cost),
          text_views("order", part.order), texts<std::int64_t>("category", part.category),
          texts<std::int32_t>("channel", part.channel), numbers("quantity", "g", part.quantity)});
    }
    Producer producer(std::move(batches));
    CHECK(same_rows(read(producer, names, options), import(log, options)));
  }
}

TEST_CASE("a table's own stream can be read back") {
  const Portfolio portfolio = read({clients(), dates(), amounts()});
  ArrowArrayStream stream;
  portfolio.purchase_table().export_to(&stream);
  const PurchaseColumns names{"client", "day", "amount", "", "", "", "", "", ""};
  CHECK(same_rows(Portfolio::from_arrow(&stream, names), portfolio));
  CHECK((stream.release == nullptr));
}
