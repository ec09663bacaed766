/// A stream of record batches that came in through the Arrow C stream interface.
#pragma once

#include <cstdint>

#include <tenure/arrow_abi.h>

namespace tenure {

/// Owns the stream, its schema and its current batch; each is released exactly once.
class ArrowStream {
 public:
  /// Moves the stream out of `*stream`, which is marked released. Throws Error(invalid_argument)
  /// if there is none.
  explicit ArrowStream(ArrowArrayStream* stream);
  ~ArrowStream();
  ArrowStream(const ArrowStream&) = delete;
  ArrowStream& operator=(const ArrowStream&) = delete;

  /// Of a struct, whose children are the columns. Throws Error(stream_error) with the producer's
  /// message if it fails, Error(invalid_argument) if the stream is not of structs.
  [[nodiscard]] const ArrowSchema& schema();

  /// The next batch, checked to have the columns of the schema; nullptr at the end. It is valid
  /// until the next call. Throws as `schema` does.
  [[nodiscard]] const ArrowArray* next();

 private:
  void check(int code, const char* what);
  void release_batch() noexcept;

  ArrowArrayStream stream_;
  ArrowSchema schema_{};
  ArrowArray batch_{};
};

}  // namespace tenure
