#include "base/arrow_column.hpp"

#include <cstring>
#include <limits>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using Storage = ArrowType::Storage;

constexpr std::int64_t most_elements = std::numeric_limits<std::int64_t>::max() / 32;

/// Buffers may lie anywhere: values are copied out of them.
template <typename T>
T load(const void* buffer, std::int64_t index) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + index * std::int64_t{sizeof(T)},
              sizeof value);
  return value;
}

bool is_set(const std::uint8_t* bits, std::int64_t i) { return (bits[i / 8] >> (i % 8) & 1) != 0; }

/// Buffers of an array, the validity included; text views have this many or more.
std::int64_t buffers_of(Storage storage) {
  switch (storage) {
    case Storage::none:
      return 0;
    case Storage::text32:
    case Storage::text64:
    case Storage::text_view:
      return 3;
    default:
      return 2;
  }
}

/// Rounded down.
std::int64_t divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

ArrowColumn::ArrowColumn(const ArrowSchema& schema)
    : name_(schema.name == nullptr ? "" : schema.name), format_(schema.format) {
  has_dictionary_ = schema.dictionary != nullptr;
  if (has_dictionary_) {
    index_type_ = ArrowType::parse(format_);
    format_ = schema.dictionary->format == nullptr ? "" : schema.dictionary->format;
  }
  type_ = ArrowType::parse(format_);
  const bool nested = has_dictionary_ && (schema.dictionary->dictionary != nullptr ||
                                          index_type_.kind != ArrowType::Kind::integer);
  if (nested || type_.kind == ArrowType::Kind::other) {
    throw Error(Status::invalid_argument,
                "column " + in_quotes(name_) + " is of Arrow format " + in_quotes(format_) +
                    ", which cannot be read",
                name_);
  }
}

void ArrowColumn::refuse(const std::string& why, std::int64_t row) const {
  throw Error(Status::invalid_data,
              "column " + in_quotes(name_) + (row < 0 ? "" : " in row " + std::to_string(row)) +
                  " of the Arrow stream " + why,
              name_, row);
}

ArrowColumn::Source ArrowColumn::checked(const ArrowArray& array, Storage storage) const {
  if (array.length < 0 || array.offset < 0 || array.length > most_elements ||
      array.offset > most_elements) {
    refuse("has a length or offset out of bounds");
  }
  const std::int64_t buffers = buffers_of(storage);
  const bool fits =
      storage == Storage::text_view ? array.n_buffers >= buffers : array.n_buffers == buffers;
  if (!fits || (buffers > 0 && array.buffers == nullptr)) {
    refuse("has " + std::to_string(array.n_buffers) + " buffers");
  }
  Source source{&array, array.offset, array.length, nullptr};
  if (array.length == 0 || buffers == 0) return source;
  if (array.buffers[1] == nullptr) refuse("lacks its values");
  if (array.null_count != 0) {
    source.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (source.validity == nullptr && array.null_count > 0) refuse("lacks its validity");
  }
  if (storage == Storage::text_view && array.n_buffers > 3 &&
      array.buffers[array.n_buffers - 1] == nullptr) {
    refuse("lacks the sizes of its buffers");
  }
  return source;
}

void ArrowColumn::bind(const ArrowArray& batch, std::int64_t index, std::int64_t first_row) {
  const ArrowArray& array = *batch.children[index];
  first_row_ = first_row;
  source_ = checked(array, has_dictionary_ ? index_type_.storage : type_.storage);
  if (batch.offset > array.length || batch.length > array.length - batch.offset) {
    refuse("is shorter than its batch");
  }
  batch_start_ = batch.offset;
  source_.start += batch.offset;
  source_.length = batch.length;
  const bool batch_has_nulls =
      batch.null_count != 0 && batch.n_buffers == 1 && batch.buffers != nullptr && batch.length > 0;
  batch_validity_ = batch_has_nulls ? static_cast<const std::uint8_t*>(batch.buffers[0]) : nullptr;
  if (!has_dictionary_ || batch.length == 0) return;
  if (array.dictionary == nullptr) refuse("lacks its dictionary");
  const Source values = checked(*array.dictionary, type_.storage);
  read_plain(values, type_, 0, static_cast<std::size_t>(values.length), -1, dictionary_);
}

void ArrowColumn::read(std::size_t begin, std::size_t rows, ArrowValues& out) const {
  if (has_dictionary_) {
    ArrowValues codes;
    read_plain(source_, index_type_, begin, rows, first_row_, codes);
    look_up(codes, begin, out);
  } else {
    read_plain(source_, type_, begin, rows, first_row_, out);
  }
  if (batch_validity_ == nullptr) return;
  for (std::size_t i = 0; i < rows; ++i) {
    if (!is_set(batch_validity_, batch_start_ + static_cast<std::int64_t>(begin + i))) {
      out.present[i] = 0;
      if (!out.texts.empty()) out.texts[i] = {};
    }
  }
}

void ArrowColumn::read_plain(const Source& source, const ArrowType& type, std::size_t begin,
                             std::size_t rows, std::int64_t first_row, ArrowValues& out) const {
  out.integers.clear();
  out.reals.clear();
  out.decimals.clear();
  out.texts.clear();
  out.present.assign(rows, type.kind == ArrowType::Kind::none ? 0 : 1);
  if (source.validity != nullptr) {
    for (std::size_t i = 0; i < rows; ++i) {
      out.present[i] = is_set(source.validity, source.start + static_cast<std::int64_t>(begin + i));
    }
  }
  const auto integers = [&]<typename T>(T) {
    out.integers.resize(rows);
    read_numbers<T>(source, begin, first_row, out.integers, out.present);
  };
  const auto reals = [&]<typename T>(T) {
    out.reals.resize(rows);
    read_numbers<T>(source, begin, first_row, out.reals, out.present);
  };
  switch (type.storage) {
    case Storage::none:
      break;
    case Storage::bit: {
      const auto* bits =
          static_cast<const std::uint8_t*>(source.length > 0 ? source.array->buffers[1] : nullptr);
      out.integers.resize(rows);
      for (std::size_t i = 0; i < rows; ++i) {
        const std::int64_t element = source.start + static_cast<std::int64_t>(begin + i);
        out.integers[i] = out.present[i] != 0 && is_set(bits, element);
      }
      break;
    }
    case Storage::int8:
      integers(std::int8_t{});
      break;
    case Storage::uint8:
      integers(std::uint8_t{});
      break;
    case Storage::int16:
      integers(std::int16_t{});
      break;
    case Storage::uint16:
      integers(std::uint16_t{});
      break;
    case Storage::int32:
      integers(std::int32_t{});
      break;
    case Storage::uint32:
      integers(std::uint32_t{});
      break;
    case Storage::int64:
      integers(std::int64_t{});
      break;
    case Storage::uint64:
      integers(std::uint64_t{});
      break;
    case Storage::float32:
      reals(float{});
      break;
    case Storage::float64:
      reals(double{});
      break;
    case Storage::int128:
      out.decimals.resize(rows);
      read_numbers<Int128>(source, begin, first_row, out.decimals, out.present);
      break;
    case Storage::text32:
      out.texts.resize(rows);
      read_texts<std::int32_t>(source, begin, first_row, out);
      break;
    case Storage::text64:
      out.texts.resize(rows);
      read_texts<std::int64_t>(source, begin, first_row, out);
      break;
    case Storage::text_view:
      out.texts.resize(rows);
      read_text_views(source, begin, first_row, out);
      break;
  }
  if (type.ticks_per_day != 1) {
    for (std::int64_t& ticks : out.integers) ticks = divide(ticks, type.ticks_per_day);
  }
}

template <typename T, typename Out>
void ArrowColumn::read_numbers(const Source& source, std::size_t begin, std::int64_t first_row,
                               std::vector<Out>& out,
                               const std::vector<std::uint8_t>& present) const {
  const std::int64_t start = source.start + static_cast<std::int64_t>(begin);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const T value = load<T>(source.array->buffers[1], start + static_cast<std::int64_t>(i));
    if constexpr (std::is_same_v<T, std::uint64_t>) {
      if (present[i] != 0 && value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
        refuse("is " + std::to_string(value) + ", above 64 signed bits",
               first_row < 0 ? -1 : first_row + static_cast<std::int64_t>(begin + i));
      }
    }
    out[i] = present[i] != 0 ? static_cast<Out>(value) : Out{};
  }
}

template <typename Offset>
void ArrowColumn::read_texts(const Source& source, std::size_t begin, std::int64_t first_row,
                             ArrowValues& out) const {
  const void* const offsets = source.array->buffers[1];
  const char* const bytes = static_cast<const char*>(source.array->buffers[2]);
  for (std::size_t i = 0; i < out.texts.size(); ++i) {
    if (out.present[i] == 0) continue;
    const std::int64_t element = source.start + static_cast<std::int64_t>(begin + i);
    const std::int64_t from = load<Offset>(offsets, element);
    const std::int64_t to = load<Offset>(offsets, element + 1);
    if (from < 0 || to < from || (to > from && bytes == nullptr)) {
      refuse("has an offset out of bounds",
             first_row < 0 ? -1 : first_row + static_cast<std::int64_t>(begin + i));
    }
    if (to > from) out.texts[i] = {bytes + from, static_cast<std::size_t>(to - from)};
  }
}

void ArrowColumn::read_text_views(const Source& source, std::size_t begin, std::int64_t first_row,
                                  ArrowValues& out) const {
  struct View {
    std::int32_t size;
    char prefix[4];
    std::int32_t buffer, offset;
  };
  constexpr std::int32_t most_inline = 12;
  const ArrowArray& array = *source.array;
  const std::int64_t data_buffers = array.n_buffers - 3;
  for (std::size_t i = 0; i < out.texts.size(); ++i) {
    if (out.present[i] == 0) continue;
    const std::int64_t element = source.start + static_cast<std::int64_t>(begin + i);
    const auto view = load<View>(array.buffers[1], element);
    const char* text = static_cast<const char*>(array.buffers[1]) +
                       element * std::int64_t{sizeof(View)} + offsetof(View, prefix);
    bool fits = view.size >= 0;
    if (view.size > most_inline) {
      fits = view.buffer >= 0 && view.buffer < data_buffers && view.offset >= 0;
      if (fits) {
        const auto size = load<std::int64_t>(array.buffers[array.n_buffers - 1], view.buffer);
        text = static_cast<const char*>(array.buffers[2 + view.buffer]);
        fits = text != nullptr && std::int64_t{view.offset} + view.size <= size;
      }
      if (fits) text += view.offset;
    }
    if (!fits) {
      refuse("has a view out of bounds",
             first_row < 0 ? -1 : first_row + static_cast<std::int64_t>(begin + i));
    }
    out.texts[i] = {text, static_cast<std::size_t>(view.size)};
  }
}

void ArrowColumn::look_up(const ArrowValues& codes, std::size_t begin, ArrowValues& out) const {
  const std::size_t rows = codes.present.size();
  out.present.assign(rows, 0);
  using Kind = ArrowType::Kind;
  const bool is_text = type_.kind == Kind::text, is_real = type_.kind == Kind::real;
  const bool is_decimal = type_.kind == Kind::decimal;
  const bool is_integer = !is_text && !is_real && !is_decimal && type_.kind != Kind::none;
  out.integers.assign(is_integer ? rows : 0, 0);
  out.reals.assign(is_real ? rows : 0, 0);
  out.decimals.assign(is_decimal ? rows : 0, 0);
  out.texts.assign(is_text ? rows : 0, {});
  for (std::size_t i = 0; i < rows; ++i) {
    if (codes.present[i] == 0) continue;
    const std::int64_t code = codes.integers[i];
    if (code < 0 || static_cast<std::size_t>(code) >= dictionary_.present.size()) {
      refuse("has the dictionary code " + std::to_string(code) + " of " +
                 std::to_string(dictionary_.present.size()),
             first_row_ + static_cast<std::int64_t>(begin + i));
    }
    const auto entry = static_cast<std::size_t>(code);
    out.present[i] = dictionary_.present[entry];
    if (is_integer) out.integers[i] = dictionary_.integers[entry];
    if (is_real) out.reals[i] = dictionary_.reals[entry];
    if (is_decimal) out.decimals[i] = dictionary_.decimals[entry];
    if (is_text) out.texts[i] = dictionary_.texts[entry];
  }
}

}  // namespace tenure
