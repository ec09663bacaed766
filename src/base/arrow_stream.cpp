#include "base/arrow_stream.hpp"

#include <string>
#include <utility>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {

ArrowStream::ArrowStream(ArrowArrayStream* stream) {
  if (stream == nullptr || stream->release == nullptr) {
    throw Error(Status::invalid_argument, "the Arrow stream is absent or was released already",
                "stream");
  }
  stream_ = *stream;
  stream->release = nullptr;
}

ArrowStream::~ArrowStream() {
  release_batch();
  if (schema_.release != nullptr) schema_.release(&schema_);
  if (stream_.release != nullptr) stream_.release(&stream_);
}

void ArrowStream::release_batch() noexcept {
  if (batch_.release != nullptr) batch_.release(&batch_);
  batch_ = {};
}

void ArrowStream::check(int code, const char* what) {
  if (code == 0) return;
  const char* const told =
      stream_.get_last_error == nullptr ? nullptr : stream_.get_last_error(&stream_);
  throw Error(Status::stream_error,
              std::string("the producer of the Arrow stream failed to give ") + what + " (" +
                  std::to_string(code) + ")" + (told == nullptr ? "" : ": " + std::string(told)),
              "stream");
}

const ArrowSchema& ArrowStream::schema() {
  if (schema_.release != nullptr) return schema_;
  if (stream_.get_schema == nullptr || stream_.get_next == nullptr) {
    throw Error(Status::invalid_argument, "the Arrow stream has no functions", "stream");
  }
  ArrowSchema schema{};
  check(stream_.get_schema(&stream_, &schema), "its schema");
  if (schema.release == nullptr) {
    throw Error(Status::stream_error, "the producer of the Arrow stream gave a released schema",
                "stream");
  }
  schema_ = schema;
  const std::string_view format = schema_.format == nullptr ? "" : schema_.format;
  bool whole = schema_.n_children >= 0 && (schema_.n_children == 0 || schema_.children != nullptr);
  for (std::int64_t i = 0; whole && i < schema_.n_children; ++i) {
    whole = schema_.children[i] != nullptr && schema_.children[i]->format != nullptr;
  }
  if (format != "+s" || !whole || schema_.dictionary != nullptr) {
    throw Error(Status::invalid_argument,
                "the Arrow stream is of format " + in_quotes(format) + ", not of structs ('+s')",
                "stream");
  }
  return schema_;
}

const ArrowArray* ArrowStream::next() {
  const std::int64_t columns = schema().n_children;
  release_batch();
  ArrowArray batch{};
  check(stream_.get_next(&stream_, &batch), "a batch");
  batch_ = batch;
  if (batch_.release == nullptr) return nullptr;
  bool whole = batch_.n_children == columns && (columns == 0 || batch_.children != nullptr) &&
               batch_.length >= 0 && batch_.offset >= 0;
  for (std::int64_t i = 0; whole && i < columns; ++i) {
    whole = batch_.children[i] != nullptr && batch_.children[i]->release != nullptr;
  }
  if (!whole) {
    throw Error(Status::invalid_data, "a batch of the Arrow stream does not fit its schema",
                "stream");
  }
  return &batch_;
}

}  // namespace tenure
