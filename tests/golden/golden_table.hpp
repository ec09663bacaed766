/// Reads the reference values of this folder: CSV with a header and quoted text.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenure::testing {

class GoldenTable {
 public:
  /// A file of tests/golden by name. Throws std::runtime_error if it cannot be read.
  explicit GoldenTable(const std::string& file_name);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  /// Empty where the reference could not be verified to 20 digits.
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const;
  [[nodiscard]] bool has(std::size_t row, std::string_view column) const {
    return !text(row, column).empty();
  }
  [[nodiscard]] bool has_column(std::string_view column) const {
    return columns_.find(column) != columns_.end();
  }
  /// The nearest double: inputs were written to be read back exactly.
  [[nodiscard]] double number(std::size_t row, std::string_view column) const;

 private:
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<std::vector<std::string>> cells_;
};

}  // namespace tenure::testing
