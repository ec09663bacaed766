#include <cstring>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "tenure/table.hpp"
#include <tenure/arrow_abi.h>

using namespace tenure;

namespace {

Table sample() {
  TextColumn names;
  for (const char* name : {"ann", "", "joe"}) names.push_back(name);
  return Table::Builder()
      .float64("value", {1.5, 0, 2.5}, {1, 0, 1})
      .text("name", names)
      .boolean("late", {0, 1, 1})
      .day("last", {9862, 0, 1})
      .build();
}

}  // namespace

TEST_CASE("a table leaves as one batch over the same memory") {
  const Table table = sample();
  ArrowArrayStream stream;
  table.export_to(&stream);
  ArrowSchema schema;
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  CHECK(std::string(schema.format) == "+s");
  REQUIRE(schema.n_children == 4);
  CHECK(std::string(schema.children[0]->name) == "value");
  CHECK(schema.children[0]->flags == ARROW_FLAG_NULLABLE);
  CHECK(std::string(schema.children[1]->format) == "U");
  CHECK(std::string(schema.children[2]->format) == "b");
  CHECK(std::string(schema.children[3]->format) == "tdD");
  schema.release(&schema);

  ArrowArray batch;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  CHECK(batch.length == 3);
  REQUIRE(batch.n_children == 4);
  const ArrowArray& value = *batch.children[0];
  CHECK(value.null_count == 1);
  CHECK(*static_cast<const unsigned char*>(value.buffers[0]) == 0b101);
  CHECK(value.buffers[1] == table.float64("value").data());
  CHECK(batch.children[1]->n_buffers == 3);
  CHECK(*static_cast<const unsigned char*>(batch.children[2]->buffers[1]) == 0b110);

  ArrowArray end;
  REQUIRE(stream.get_next(&stream, &end) == 0);
  CHECK((end.release == nullptr));
  CHECK(stream.get_last_error(&stream) == nullptr);
  batch.release(&batch);
  CHECK((batch.release == nullptr));
  stream.release(&stream);
  CHECK((stream.release == nullptr));
}

TEST_CASE("a moved child outlives its batch, its stream and the table") {
  ArrowArrayStream stream;
  sample().export_to(&stream);
  ArrowArray batch;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  stream.release(&stream);
  ArrowArray child = std::exchange(*batch.children[0], {});
  batch.release(&batch);
  CHECK(static_cast<const double*>(child.buffers[1])[2] == 2.5);
  child.release(&child);
}

TEST_CASE("an empty table leaves as a batch without rows") {
  ArrowArrayStream stream;
  Table().export_to(&stream);
  ArrowSchema schema;
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  CHECK(schema.n_children == 0);
  schema.release(&schema);
  ArrowArray batch;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  CHECK(batch.length == 0);
  batch.release(&batch);
  stream.release(&stream);
}
