#include "golden/golden_table.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace tenure::testing {
namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

}  // namespace

GoldenTable::GoldenTable(const std::string& file_name) {
  std::ifstream file(std::string(TENURE_GOLDEN_DIR "/") + file_name);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error("cannot read " + file_name);
  const std::vector<std::string> header = split(line);
  for (std::size_t i = 0; i < header.size(); ++i) columns_.emplace(header[i], i);
  while (std::getline(file, line)) {
    cells_.push_back(split(line));
    if (cells_.back().size() != header.size()) {
      throw std::runtime_error(file_name + ": ragged row: " + line);
    }
  }
}

const std::string& GoldenTable::text(std::size_t row, std::string_view column) const {
  const auto found = columns_.find(column);
  if (found == columns_.end()) throw std::runtime_error("no column " + std::string(column));
  return cells_.at(row)[found->second];
}

double GoldenTable::number(std::size_t row, std::string_view column) const {
  return std::strtod(text(row, column).c_str(), nullptr);
}

}  // namespace tenure::testing
