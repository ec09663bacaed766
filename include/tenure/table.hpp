/// Table: named immutable columns, the form in which every tabular result leaves the library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct ArrowArrayStream;

namespace tenure {

/// A column of UTF-8 texts: text i is bytes[offsets[i] .. offsets[i+1]).
struct TextView {
  std::span<const std::int64_t> offsets;
  std::string_view bytes;

  [[nodiscard]] std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return bytes.substr(static_cast<std::size_t>(offsets[i]),
                        static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
  }
};

/// The owned form of TextView.
struct TextColumn {
  std::vector<std::int64_t> offsets{0};
  std::string bytes;

  void push_back(std::string_view text) {
    bytes.append(text);
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  [[nodiscard]] TextView view() const { return {offsets, bytes}; }
};

/// Columns of equal length. Copies share the columns. A cell that has no value is marked in
/// `validity` and holds zero or the empty text: there is no NaN and no infinity in a Table.
class Table {
 public:
  enum class Type : std::int32_t { float64 = 0, int64 = 1, text = 2, day = 3, boolean = 4 };
  class Builder;
  struct Columns;  // src/base/table_columns.hpp

  Table();

  [[nodiscard]] std::size_t rows() const noexcept;
  [[nodiscard]] std::size_t columns() const noexcept;
  /// Clients who opted out of profiling and are therefore not in what this table tells. An Arrow
  /// stream says it in the metadata of its schema, "tenure.excluded_clients", if there are any.
  [[nodiscard]] std::int64_t excluded_clients() const noexcept;
  [[nodiscard]] std::string_view name(std::size_t column) const;
  [[nodiscard]] Type type(std::size_t column) const;
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

  // By position or by name; throws Error(invalid_argument) for a column that is absent or of
  // another type. The views live as long as any copy of the table.
  [[nodiscard]] std::span<const double> float64(std::size_t column) const;
  [[nodiscard]] std::span<const std::int64_t> int64(std::size_t column) const;
  [[nodiscard]] std::span<const std::int32_t> day(std::size_t column) const;
  [[nodiscard]] std::span<const std::uint8_t> boolean(std::size_t column) const;
  [[nodiscard]] TextView text(std::size_t column) const;
  /// One byte a row, 1 where the cell has a value; empty when every cell has one.
  [[nodiscard]] std::span<const std::uint8_t> validity(std::size_t column) const;
  /// The position of a column that must be there.
  [[nodiscard]] std::size_t at(std::string_view name) const;

  [[nodiscard]] std::span<const double> float64(std::string_view n) const { return float64(at(n)); }
  [[nodiscard]] std::span<const std::int64_t> int64(std::string_view n) const {
    return int64(at(n));
  }
  [[nodiscard]] std::span<const std::int32_t> day(std::string_view n) const { return day(at(n)); }
  [[nodiscard]] TextView text(std::string_view n) const { return text(at(n)); }

  /// Fills `out` with a one-batch Arrow C stream over the same memory. The stream keeps the
  /// columns alive; the caller releases it.
  void export_to(ArrowArrayStream* out) const;

 private:
  explicit Table(std::shared_ptr<const Columns> columns);
  std::shared_ptr<const Columns> columns_;
};

/// Collects columns; `build` checks that they are equally long, finite and differently named.
class Table::Builder {
 public:
  Builder();
  ~Builder();
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;

  Builder& float64(std::string name, std::vector<double> values,
                   std::vector<std::uint8_t> validity = {});
  Builder& int64(std::string name, std::vector<std::int64_t> values,
                 std::vector<std::uint8_t> validity = {});
  Builder& day(std::string name, std::vector<std::int32_t> values,
               std::vector<std::uint8_t> validity = {});
  Builder& boolean(std::string name, std::vector<std::uint8_t> values,
                   std::vector<std::uint8_t> validity = {});
  Builder& text(std::string name, TextColumn values, std::vector<std::uint8_t> validity = {});
  /// 0 if it is not said.
  Builder& excluded_clients(std::size_t count);
  [[nodiscard]] Table build();

 private:
  std::unique_ptr<Columns> columns_;
};

}  // namespace tenure
