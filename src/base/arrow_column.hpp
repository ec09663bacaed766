/// One column of an Arrow stream, read in slices into plain vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arrow_type.hpp"
#include "base/int128.hpp"
#include <tenure/arrow_abi.h>

namespace tenure {

/// Values of one kind: the vector of the kind and `present` have one entry a row.
struct ArrowValues {
  std::vector<std::int64_t>
      integers;  ///< integer; day: days; wall_clock and instant: ticks; boolean
  std::vector<double> reals;
  std::vector<Int128> decimals;
  std::vector<std::string_view> texts;  ///< in the memory of the batch
  std::vector<std::uint8_t> present;    ///< 0 where the value is missing (it is then 0 or "")
};

/// Every length, offset, index and pointer of the producer is checked before it is used, as far as
/// the interface allows: it does not tell how large a buffer is.
class ArrowColumn {
 public:
  /// Throws Error(invalid_argument) naming the column if its type cannot be read.
  explicit ArrowColumn(const ArrowSchema& schema);

  [[nodiscard]] const ArrowType& type() const noexcept { return type_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& format() const noexcept { return format_; }

  /// Goes to child `index` of a batch; the row `first_row` of the stream is its first. Throws
  /// Error(invalid_data) if its layout is wrong.
  void bind(const ArrowArray& batch, std::int64_t index, std::int64_t first_row);

  /// Rows `begin` to `begin + rows` of the batch. Throws Error(invalid_data) naming the row for an
  /// offset or index out of bounds, or an integer above int64.
  void read(std::size_t begin, std::size_t rows, ArrowValues& out) const;

 private:
  /// An array whose fields were checked: element i is at i + `start` of its buffers.
  struct Source {
    const ArrowArray* array = nullptr;
    std::int64_t start = 0;
    std::int64_t length = 0;
    const std::uint8_t* validity = nullptr;
  };
  [[noreturn]] void refuse(const std::string& why, std::int64_t row = -1) const;
  [[nodiscard]] Source checked(const ArrowArray& array, ArrowType::Storage storage) const;
  void read_plain(const Source& source, const ArrowType& type, std::size_t begin, std::size_t rows,
                  std::int64_t first_row, ArrowValues& out) const;
  template <typename T, typename Out>
  void read_numbers(const Source& source, std::size_t begin, std::int64_t first_row,
                    std::vector<Out>& out, const std::vector<std::uint8_t>& present) const;
  template <typename Offset>
  void read_texts(const Source& source, std::size_t begin, std::int64_t first_row,
                  ArrowValues& out) const;
  void read_text_views(const Source& source, std::size_t begin, std::int64_t first_row,
                       ArrowValues& out) const;
  void look_up(const ArrowValues& codes, std::size_t begin, ArrowValues& out) const;

  std::string name_;
  std::string format_;
  ArrowType type_;        // of the values, dictionary or not
  ArrowType index_type_;  // of the codes of a dictionary
  bool has_dictionary_ = false;

  Source source_;
  const std::uint8_t* batch_validity_ = nullptr;
  std::int64_t batch_start_ = 0;
  std::int64_t first_row_ = 0;
  ArrowValues dictionary_;  // of the current batch
};

}  // namespace tenure
