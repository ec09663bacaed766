/// A producer of Arrow streams for tests: well-formed by default, wrong where a test makes it so.
/// It counts what was released: every schema, array and stream must be, once.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenure/arrow_abi.h>

namespace tenure::test {

/// One array: its fields are the test's to spoil.
struct TestArray {
  std::string name, format;
  std::int64_t length, null_count, offset = 0;
  /// Each exactly as large as its values, so that a sanitizer sees every read beyond; or absent.
  std::vector<std::optional<std::vector<char>>> buffers;
  std::shared_ptr<TestArray> dictionary;

  TestArray(std::string called, std::string of, std::size_t rows, std::int64_t nulls = 0)
      : name(std::move(called)),
        format(std::move(of)),
        length(static_cast<std::int64_t>(rows)),
        null_count(nulls) {}

  template <typename T>
  TestArray& buffer(const std::vector<T>& values) {
    std::vector<char> bytes(values.size() * sizeof(T));
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    buffers.emplace_back(std::move(bytes));
    return *this;
  }
  TestArray& absent() {
    buffers.emplace_back(std::nullopt);
    return *this;
  }
};

/// `validity`: one bit a value from the first of the buffers on; empty: absent.
template <typename T>
TestArray numbers(std::string name, std::string format, const std::vector<T>& values,
                  const std::vector<std::uint8_t>& validity = {}) {
  TestArray array(std::move(name), std::move(format), values.size());
  if (validity.empty()) {
    array.absent();
  } else {
    array.buffer(validity);
    array.null_count = -1;  // not counted
  }
  array.buffer(values);
  return array;
}

template <typename Offset>
TestArray texts(std::string name, const std::vector<std::string>& values,
                const std::vector<std::uint8_t>& validity = {}) {
  TestArray array(std::move(name), sizeof(Offset) == 4 ? "u" : "U", values.size());
  std::vector<Offset> offsets{0};
  std::vector<char> bytes;
  for (const std::string& value : values) {
    bytes.insert(bytes.end(), value.begin(), value.end());
    offsets.push_back(static_cast<Offset>(bytes.size()));
  }
  if (validity.empty()) {
    array.absent();
  } else {
    array.buffer(validity);
    array.null_count = -1;
  }
  return std::move(array.buffer(offsets).buffer(bytes));
}

/// Texts of more than 12 bytes lie in one of two data buffers, in turn.
inline TestArray text_views(std::string name, const std::vector<std::string>& values) {
  TestArray array(std::move(name), "vu", values.size());
  std::vector<std::int32_t> views;
  std::vector<char> data[2];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string& value = values[i];
    std::int32_t view[4] = {static_cast<std::int32_t>(value.size()), 0, 0, 0};
    std::memcpy(view + 1, value.data(), std::min<std::size_t>(value.size(), 12));
    if (value.size() > 12) {
      view[2] = static_cast<std::int32_t>(i % 2);
      view[3] = static_cast<std::int32_t>(data[i % 2].size());
      data[i % 2].insert(data[i % 2].end(), value.begin(), value.end());
    }
    views.insert(views.end(), view, view + 4);
  }
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(data[0].size()),
                                        static_cast<std::int64_t>(data[1].size())};
  return std::move(array.absent().buffer(views).buffer(data[0]).buffer(data[1]).buffer(sizes));
}

template <typename Index>
TestArray dictionary(std::string format, const std::vector<Index>& codes, TestArray values,
                     const std::vector<std::uint8_t>& validity = {}) {
  TestArray array = numbers(values.name, std::move(format), codes, validity);
  array.dictionary = std::make_shared<TestArray>(std::move(values));
  return array;
}

/// A batch: columns, and the fields of the struct itself.
struct TestBatch {
  std::vector<TestArray> columns;
  std::int64_t length = 0, offset = 0, null_count = 0;
  std::vector<std::uint8_t> validity;

  TestBatch() = default;
  explicit TestBatch(std::vector<TestArray> of) : columns(std::move(of)) {
    if (!columns.empty()) length = columns.front().length - columns.front().offset;
  }
};

class Producer {
 public:
  explicit Producer(std::vector<TestBatch> batches) : batches_(std::move(batches)) {}
  ~Producer() = default;
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  std::string format = "+s";
  std::optional<std::size_t> fails_at;  ///< get_next fails instead of giving this batch
  bool schema_fails = false;

  [[nodiscard]] ArrowArrayStream* stream() {
    ++made_;
    stream_ = {&get_schema, &get_next, &last_error, &release_stream, this};
    return &stream_;
  }
  /// Everything given out was released, nothing twice.
  [[nodiscard]] bool all_released() const { return made_ == released_ && !twice_; }

 private:
  /// One exported schema or array with its children.
  template <typename Node>
  struct Export {
    Producer* producer;
    std::vector<std::unique_ptr<Node>> nodes;  // children, then the dictionary
    std::vector<Node*> pointers;
    std::vector<const void*> buffers;
  };

  template <typename Node>
  static void release(Node* node) {
    auto* exported = static_cast<Export<Node>*>(node->private_data);
    for (auto& child : exported->nodes) {
      if (child->release != nullptr) child->release(child.get());
    }
    ++exported->producer->released_;
    if (node->release == nullptr) exported->producer->twice_ = true;
    node->release = nullptr;
    delete exported;
  }

  void fill(ArrowSchema& out, const std::string& name, const std::string& text) {
    auto* exported = new Export<ArrowSchema>{this, {}, {}, {}};
    out = {text.c_str(), name.c_str(),          nullptr, ARROW_FLAG_NULLABLE, 0, nullptr,
           nullptr,      &release<ArrowSchema>, exported};
    ++made_;
  }
  void fill_column(ArrowSchema& out, const TestArray& column) {
    fill(out, column.name, column.format);
    if (!column.dictionary) return;
    auto& exported = *static_cast<Export<ArrowSchema>*>(out.private_data);
    out.dictionary = exported.nodes.emplace_back(std::make_unique<ArrowSchema>()).get();
    fill_column(*out.dictionary, *column.dictionary);
  }
  void fill_column(ArrowArray& out, const TestArray& column) {
    auto* exported = new Export<ArrowArray>{this, {}, {}, {}};
    for (const auto& buffer : column.buffers) {
      exported->buffers.push_back(buffer ? buffer->data() : nullptr);
    }
    out = {column.length,
           column.null_count,
           column.offset,
           static_cast<std::int64_t>(column.buffers.size()),
           0,
           exported->buffers.data(),
           nullptr,
           nullptr,
           &release<ArrowArray>,
           exported};
    ++made_;
    if (!column.dictionary) return;
    out.dictionary = exported->nodes.emplace_back(std::make_unique<ArrowArray>()).get();
    fill_column(*out.dictionary, *column.dictionary);
  }
  template <typename Node>
  void add_columns(Node& out, const std::vector<TestArray>& columns) {
    auto& exported = *static_cast<Export<Node>*>(out.private_data);
    for (const TestArray& column : columns) {
      exported.pointers.push_back(exported.nodes.emplace_back(std::make_unique<Node>()).get());
      fill_column(*exported.pointers.back(), column);
    }
    out.n_children = static_cast<std::int64_t>(columns.size());
    out.children = exported.pointers.data();
  }

  static Producer& self(ArrowArrayStream* stream) {
    return *static_cast<Producer*>(stream->private_data);
  }
  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    Producer& producer = self(stream);
    if (producer.schema_fails) return 5;
    static const std::string no_name;
    producer.fill(*out, no_name, producer.format);
    if (!producer.batches_.empty()) producer.add_columns(*out, producer.batches_.front().columns);
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    Producer& producer = self(stream);
    if (producer.fails_at == producer.next_) return 5;
    if (producer.next_ == producer.batches_.size()) {
      *out = {};
      return 0;
    }
    const TestBatch& batch = producer.batches_[producer.next_++];
    auto* exported = new Export<ArrowArray>{&producer, {}, {}, {}};
    exported->buffers.push_back(batch.validity.empty() ? nullptr : batch.validity.data());
    *out = {
        batch.length, batch.null_count, batch.offset,         1,       0, exported->buffers.data(),
        nullptr,      nullptr,          &release<ArrowArray>, exported};
    ++producer.made_;
    producer.add_columns(*out, batch.columns);
    return 0;
  }
  static const char* last_error(ArrowArrayStream*) { return "the disk is on fire"; }
  static void release_stream(ArrowArrayStream* stream) {
    Producer& producer = self(stream);
    if (stream->release == nullptr) producer.twice_ = true;
    ++producer.released_;
    stream->release = nullptr;
  }

  std::vector<TestBatch> batches_;
  std::size_t next_ = 0;
  ArrowArrayStream stream_{};
  int made_ = 0, released_ = 0;
  bool twice_ = false;
};

}  // namespace tenure::test
