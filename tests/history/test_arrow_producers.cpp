/// Logs that come as Arrow streams from producers that misbehave.
#include <functional>

#include "history/arrow_logs.hpp"

using namespace tenure;
using namespace tenure::test;

TEST_CASE("a producer that fails is quoted, released, and leaves nothing half-built") {
  for (const std::size_t at : {0U, 1U}) {
    std::vector<TestBatch> batches = one({clients(), dates(), amounts()});
    batches.emplace_back(std::vector{clients(), dates(), amounts()});
    Producer producer(std::move(batches));
    producer.fails_at = at;
    PortfolioBuilder builder;
    const auto error =
        error_of(Status::stream_error, [&] { builder.push(producer.stream(), columns); });
    CHECK(std::string(error.what()).find("the disk is on fire") != std::string::npos);
    CHECK(producer.all_released());
    CHECK(builder.rows_read() == 0);
    CHECK(builder.build().clients() == 0);
  }
  Producer no_schema(one({clients(), dates(), amounts()}));
  no_schema.schema_fails = true;
  error_of(Status::stream_error, [&] { (void)read(no_schema); });
}

TEST_CASE("the stream is released even if the options are refused or the work is cancelled") {
  ImportOptions wrong;
  wrong.guests = RowPolicy::keep;
  Producer producer(one({clients(), dates(), amounts()}));
  error_of(Status::invalid_argument, [&] { (void)read(producer, columns, wrong); });
  Producer cancelled(one({clients(), dates(), amounts()}));
  error_of(Status::cancelled, [&] {
    (void)Portfolio::from_arrow(cancelled.stream(), columns, {},
                                {1, [](double, std::string_view) { return false; }});
  });
  CHECK(cancelled.all_released());
}

TEST_CASE("streams that are none, and columns that are not there") {
  error_of(Status::invalid_argument, [] { (void)Portfolio::from_arrow(nullptr, columns); });
  ArrowArrayStream released{};
  error_of(Status::invalid_argument, [&] { (void)Portfolio::from_arrow(&released, columns); });
  Producer not_structs(one({clients(), dates(), amounts()}));
  not_structs.format = "l";
  error_of(Status::invalid_argument, [&] { (void)read(not_structs); });
  PurchaseColumns absent = columns;
  absent.amount = "price";
  check_refused({clients(), dates(), amounts()}, Status::invalid_argument, absent);
  check_refused({clients(), clients(), dates(), amounts()}, Status::invalid_argument);
  check_refused({clients(), dates(), numbers<float>("amount", "+l", {1, 2, 3})},
                Status::invalid_argument);
  PurchaseColumns both = columns;
  both.cost = both.margin = "amount";
  check_refused({clients(), dates(), amounts()}, Status::invalid_argument, both);
  PurchaseColumns no_client = columns;
  no_client.client = "";
  check_refused({clients(), dates(), amounts()}, Status::invalid_argument, no_client);
}

TEST_CASE("S13: lengths, offsets, buffers and codes that lie are refused") {
  using Spoil = std::function<void(TestArray&)>;
  for (const Spoil& spoil : std::initializer_list<Spoil>{
           [](TestArray& a) { a.length = -1; }, [](TestArray& a) { a.length = 2; },
           [](TestArray& a) { a.length = INT64_MAX; }, [](TestArray& a) { a.offset = -1; },
           [](TestArray& a) { a.offset = INT64_MAX; }, [](TestArray& a) { a.buffers.pop_back(); },
           [](TestArray& a) { a.absent(); }, [](TestArray& a) { a.buffers[1].reset(); },
           [](TestArray& a) { a.null_count = 1; }}) {
    TestArray spoilt = amounts();
    spoil(spoilt);
    check_refused({clients(), dates(), std::move(spoilt)}, Status::invalid_data);
  }
  const auto spoilt_text = [](std::vector<std::int32_t> offsets) {
    TestArray text("client", "u", 3);
    text.absent().buffer(offsets).buffer(std::vector<char>{'a', 'b', 'c'});
    return text;
  };
  check_refused({spoilt_text({0, 2, 1, 3}), dates(), amounts()}, Status::invalid_data);
  check_refused({spoilt_text({-1, 1, 2, 3}), dates(), amounts()}, Status::invalid_data);

  const std::string longer = "more than twelve bytes";
  for (const auto& [word, value] : std::initializer_list<std::pair<std::size_t, std::int32_t>>{
           {0, -1}, {0, 45}, {2, 2}, {2, -1}, {3, -1}, {3, 23}, {3, INT32_MAX}}) {
    TestArray views = text_views("client", {longer, longer, longer});
    std::memcpy(views.buffers[1]->data() + word * 4, &value, sizeof value);
    check_refused({std::move(views), dates(), amounts()}, Status::invalid_data);
  }
  for (const std::int8_t code : {std::int8_t{-1}, std::int8_t{2}}) {
    check_refused(
        {dictionary<std::int8_t>("c", {0, 1, code}, texts<std::int32_t>("client", {"ann", "joe"})),
         dates(), amounts()},
        Status::invalid_data);
  }
  check_refused({dictionary<std::int8_t>("c", {0, 0, 0}, texts<std::int32_t>("client", {})),
                 dates(), amounts()},
                Status::invalid_data);
}

TEST_CASE("a batch that does not fit the schema is refused") {
  std::vector<TestBatch> batches = one({clients(), dates(), amounts()});
  batches.emplace_back(std::vector{clients(), dates()});
  Producer fewer(std::move(batches));
  error_of(Status::invalid_data, [&] { (void)read(fewer); });
  batches = one({clients(), dates(), amounts()});
  batches[0].length = -3;
  Producer negative(std::move(batches));
  error_of(Status::invalid_data, [&] { (void)read(negative); });
  batches = one({clients(), dates(), amounts()});
  batches[0].offset = 1;
  Producer beyond(std::move(batches));
  error_of(Status::invalid_data, [&] { (void)read(beyond); });
}
