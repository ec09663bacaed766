// Columns that Python has already laid out as Arrow buffers, as an Arrow C stream of one batch:
// how frames without Arrow reach the one reader of purchase logs. Nothing is copied; the stream
// keeps the arrays alive.

#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "stream_capsule.hpp"
#include "texts.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

/// A column: the validity bitmap (absent: every cell has a value), then the values, or the offsets
/// and the bytes. No buffers at all: no cell has a value.
struct StreamColumn {
  std::string name;
  std::string format;
  std::vector<std::optional<py::array>> buffers;
};

struct Batch {
  std::vector<StreamColumn> columns;
  std::int64_t rows = 0;
  bool delivered = false;
};

using SharedBatch = std::shared_ptr<Batch>;

/// Arrays are freed with the GIL held, whichever thread releases the stream.
SharedBatch share(Batch batch) {
  return {new Batch(std::move(batch)), [](Batch* owned) {
            py::gil_scoped_acquire acquired;
            delete owned;
          }};
}

struct SchemaParts {
  SharedBatch batch;  // the names and formats point into it
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

struct ArrayParts {
  SharedBatch batch;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::vector<std::vector<const void*>> buffers;
  const void* no_validity = nullptr;
};

void release_child_schema(ArrowSchema* schema) { schema->release = nullptr; }
void release_child_array(ArrowArray* array) { array->release = nullptr; }

template <class Item, class Parts>
void release_parent(Item* item) {
  for (std::int64_t i = 0; i < item->n_children; ++i) {
    if (item->children[i]->release != nullptr) item->children[i]->release(item->children[i]);
  }
  delete static_cast<Parts*>(item->private_data);
  item->release = nullptr;
}

void fill_schema(const SharedBatch& batch, ArrowSchema* out) {
  auto parts = std::make_unique<SchemaParts>();
  parts->batch = batch;
  for (const StreamColumn& column : batch->columns) {
    parts->children.push_back({column.format.c_str(), column.name.c_str(), nullptr,
                               ARROW_FLAG_NULLABLE, 0, nullptr, nullptr, &release_child_schema,
                               nullptr});
  }
  for (ArrowSchema& child : parts->children) parts->pointers.push_back(&child);
  *out = {"+s",
          "",
          nullptr,
          0,
          static_cast<std::int64_t>(parts->children.size()),
          parts->pointers.data(),
          nullptr,
          &release_parent<ArrowSchema, SchemaParts>,
          parts.get()};
  parts.release();
}

void fill_array(const SharedBatch& batch, ArrowArray* out) {
  auto parts = std::make_unique<ArrayParts>();
  parts->batch = batch;
  parts->buffers.reserve(batch->columns.size());
  for (const StreamColumn& column : batch->columns) {
    auto& buffers = parts->buffers.emplace_back();
    for (const auto& buffer : column.buffers) buffers.push_back(buffer ? buffer->data() : nullptr);
    // But for the null type, the null count is left for the reader to take from the bitmap.
    parts->children.push_back({batch->rows, column.buffers.empty() ? batch->rows : -1, 0,
                               static_cast<std::int64_t>(buffers.size()), 0, buffers.data(),
                               nullptr, nullptr, &release_child_array, nullptr});
  }
  for (ArrowArray& child : parts->children) parts->pointers.push_back(&child);
  *out = {batch->rows,
          0,
          0,
          1,
          static_cast<std::int64_t>(parts->children.size()),
          &parts->no_validity,
          parts->pointers.data(),
          nullptr,
          &release_parent<ArrowArray, ArrayParts>,
          parts.get()};
  parts.release();
}

SharedBatch& batch_of(ArrowArrayStream* stream) {
  return *static_cast<SharedBatch*>(stream->private_data);
}

template <class Fill>
int guarded(Fill&& fill) noexcept {
  try {
    fill();
    return 0;
  } catch (const std::exception&) {
    return ENOMEM;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded([&] { fill_schema(batch_of(stream), out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  const SharedBatch& batch = batch_of(stream);
  if (batch->delivered) {
    out->release = nullptr;
    return 0;
  }
  batch->delivered = true;
  return guarded([&] { fill_array(batch, out); });
}

const char* last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<SharedBatch*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void bind_numpy_stream(py::module_& m) {
  using Parts = std::tuple<std::string, std::string, std::vector<std::optional<py::array>>>;
  m.def(
      "numpy_stream",
      [](std::int64_t rows, const std::vector<Parts>& columns) {
        Batch batch;
        batch.rows = rows;
        for (const auto& [name, format, buffers] : columns) {
          batch.columns.push_back({name, format, buffers});
        }
        auto shared = std::make_unique<SharedBatch>(share(std::move(batch)));
        return make_stream_capsule([&](ArrowArrayStream* out) {
          *out = {&get_schema, &get_next, &last_error, &release_stream, shared.release()};
        });
      },
      "rows"_a, "columns"_a);
  m.def(
      "text_buffers",
      [](const py::sequence& texts, const char* argument) {
        std::vector<std::uint8_t> validity;
        TextColumn column = texts_from_sequence(texts, argument, &validity);
        std::vector<std::uint8_t> bytes(column.bytes.begin(), column.bytes.end());
        return std::tuple(to_numpy(std::move(validity)), to_numpy(std::move(column.offsets)),
                          to_numpy(std::move(bytes)));
      },
      "texts"_a, "argument"_a);
}

}  // namespace tenure::python
