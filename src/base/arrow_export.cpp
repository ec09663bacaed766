/// Table as an Arrow C stream of one batch. Every array holds a share of the table's columns, so
/// that a consumer may move children out and release them one by one.
#include <array>
#include <cerrno>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "base/table_columns.hpp"
#include "tenure/table.hpp"
#include <tenure/arrow_abi.h>

namespace tenure {
namespace {

using Columns = std::shared_ptr<const Table::Columns>;
using Column = Table::Columns::Column;
using Bitmap = std::vector<std::uint8_t>;

/// One bit a row, least significant first; `nulls` counts the zeros.
Bitmap pack(const std::vector<std::uint8_t>& bytes, std::int64_t& nulls) {
  Bitmap bits((bytes.size() + 7) / 8);
  nulls = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != 0) {
      bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
    } else {
      ++nulls;
    }
  }
  return bits;
}

const char* format_of(Table::Type type) {
  switch (type) {
    case Table::Type::float64:
      return "g";
    case Table::Type::int64:
      return "l";
    case Table::Type::text:
      return "U";
    case Table::Type::day:
      return "tdD";
    case Table::Type::boolean:
      return "b";
  }
  return "n";
}

// ---- schema

/// Of one key and its value, as the C data interface wants metadata: counts and lengths are int32
/// in the machine's order.
std::string metadata_of(std::string_view key, std::string_view value) {
  std::string bytes;
  const auto add = [&](std::size_t number) {
    const auto length = static_cast<std::int32_t>(number);
    bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  };
  add(1);
  for (const std::string_view text : {key, value}) {
    add(text.size());
    bytes.append(text);
  }
  return bytes;
}

struct SchemaOwner {
  std::string name;
  std::string metadata;  ///< empty: none
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    if (schema->children[i]->release != nullptr) schema->children[i]->release(schema->children[i]);
  }
  delete static_cast<SchemaOwner*>(schema->private_data);
  schema->release = nullptr;
}

void fill_schema(ArrowSchema& out, const char* format, std::int64_t flags,
                 std::unique_ptr<SchemaOwner> owner) {
  out = {};
  out.format = format;
  out.name = owner->name.c_str();
  if (!owner->metadata.empty()) out.metadata = owner->metadata.data();
  out.flags = flags;
  for (ArrowSchema& child : owner->children) owner->pointers.push_back(&child);
  out.n_children = static_cast<std::int64_t>(owner->pointers.size());
  out.children = owner->pointers.data();
  out.release = &release_schema;
  out.private_data = owner.release();
}

void export_schema(const Table::Columns& columns, ArrowSchema& out) {
  auto owner = std::make_unique<SchemaOwner>();
  const std::size_t count = columns.columns.size();
  owner->pointers.reserve(count);
  std::vector<std::unique_ptr<SchemaOwner>> children(count);
  for (std::size_t i = 0; i < count; ++i) {
    children[i] = std::make_unique<SchemaOwner>();
    children[i]->name = columns.columns[i].name;
  }
  if (columns.excluded_clients > 0) {
    owner->metadata =
        metadata_of("tenure.excluded_clients", std::to_string(columns.excluded_clients));
  }
  owner->children.resize(count);  // nothing can fail from here on
  for (std::size_t i = 0; i < count; ++i) {
    const Column& column = columns.columns[i];
    fill_schema(owner->children[i], format_of(column.type),
                column.validity.empty() ? 0 : ARROW_FLAG_NULLABLE, std::move(children[i]));
  }
  fill_schema(out, "+s", 0, std::move(owner));
}

// ---- array

struct ArrayOwner {
  Columns columns;
  Bitmap validity;
  Bitmap bits;  // of a boolean column
  std::array<const void*, 3> buffers{};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  for (std::int64_t i = 0; i < array->n_children; ++i) {
    if (array->children[i]->release != nullptr) array->children[i]->release(array->children[i]);
  }
  delete static_cast<ArrayOwner*>(array->private_data);
  array->release = nullptr;
}

void fill_array(ArrowArray& out, std::size_t rows, std::int64_t nulls, std::int64_t buffers,
                std::unique_ptr<ArrayOwner> owner) {
  out = {};
  out.length = static_cast<std::int64_t>(rows);
  out.null_count = nulls;
  out.n_buffers = buffers;
  out.buffers = owner->buffers.data();
  for (ArrowArray& child : owner->children) owner->pointers.push_back(&child);
  out.n_children = static_cast<std::int64_t>(owner->pointers.size());
  out.children = owner->pointers.data();
  out.release = &release_array;
  out.private_data = owner.release();
}

struct PreparedArray {
  std::unique_ptr<ArrayOwner> owner;
  std::int64_t nulls = 0;
  std::int64_t buffers = 2;
};

PreparedArray prepare(const Columns& columns, const Column& column) {
  PreparedArray prepared{std::make_unique<ArrayOwner>()};
  ArrayOwner& owner = *prepared.owner;
  owner.columns = columns;
  if (!column.validity.empty()) {
    owner.validity = pack(column.validity, prepared.nulls);
    owner.buffers[0] = owner.validity.data();
  }
  if (column.type == Table::Type::text) {
    const auto& texts = std::get<TextColumn>(column.values);
    owner.buffers[1] = texts.offsets.data();
    owner.buffers[2] = texts.bytes.data();
    prepared.buffers = 3;
  } else if (column.type == Table::Type::boolean) {
    std::int64_t zeros = 0;
    owner.bits = pack(std::get<std::vector<std::uint8_t>>(column.values), zeros);
    owner.buffers[1] = owner.bits.data();
  } else if (column.type == Table::Type::float64) {
    owner.buffers[1] = std::get<std::vector<double>>(column.values).data();
  } else if (column.type == Table::Type::int64) {
    owner.buffers[1] = std::get<std::vector<std::int64_t>>(column.values).data();
  } else {
    owner.buffers[1] = std::get<std::vector<std::int32_t>>(column.values).data();
  }
  return prepared;
}

void export_array(const Columns& columns, ArrowArray& out) {
  auto owner = std::make_unique<ArrayOwner>();
  const std::size_t count = columns->columns.size();
  owner->pointers.reserve(count);
  std::vector<PreparedArray> children;
  children.reserve(count);
  for (const Column& column : columns->columns) children.push_back(prepare(columns, column));
  owner->children.resize(count);  // nothing can fail from here on
  for (std::size_t i = 0; i < count; ++i) {
    fill_array(owner->children[i], columns->rows, children[i].nulls, children[i].buffers,
               std::move(children[i].owner));
  }
  fill_array(out, columns->rows, 0, 1, std::move(owner));
}

// ---- stream

struct StreamOwner {
  Columns columns;
  bool sent = false;
  const char* error = nullptr;
};

StreamOwner& owner_of(ArrowArrayStream* stream) {
  return *static_cast<StreamOwner*>(stream->private_data);
}

int out_of_memory(ArrowArrayStream* stream) {
  owner_of(stream).error = "out of memory";
  return ENOMEM;
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  try {
    export_schema(*owner_of(stream).columns, *out);
    return 0;
  } catch (const std::bad_alloc&) {
    return out_of_memory(stream);
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  StreamOwner& owner = owner_of(stream);
  if (owner.sent) {
    *out = {};
    return 0;
  }
  try {
    export_array(owner.columns, *out);
    owner.sent = true;
    return 0;
  } catch (const std::bad_alloc&) {
    return out_of_memory(stream);
  }
}

const char* get_last_error(ArrowArrayStream* stream) { return owner_of(stream).error; }

void release_stream(ArrowArrayStream* stream) {
  delete &owner_of(stream);
  stream->release = nullptr;
}

}  // namespace

void Table::export_to(ArrowArrayStream* out) const {
  auto owner = std::make_unique<StreamOwner>();
  owner->columns = columns_;
  *out = {&get_schema, &get_next, &get_last_error, &release_stream, owner.release()};
}

}  // namespace tenure
