#include "base/json_fields.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::json {
namespace {

[[noreturn]] void refuse_json_fields(const std::string& path, const std::string& why) {
  throw Error(Status::corrupt_data, "JSON: " + path + " " + why, "json");
}

}  // namespace

Fields::Fields(const Value& value, std::string path)
    : members_(std::get_if<Object>(&value.data)), path_(std::move(path)) {
  if (members_ == nullptr)
    refuse_json_fields(path_.empty() ? "the text" : path_, "is not an object");
}

bool Fields::has(std::string_view name) const { return find(name) != nullptr; }
bool Fields::flag(std::string_view name) const { return get<bool>(name, "true or false"); }
std::string Fields::text(std::string_view name) const { return get<std::string>(name, "a text"); }
double Fields::number(std::string_view name) const { return get<double>(name, "a number"); }

double Fields::number_above_0(std::string_view name) const {
  const double value = number(name);
  if (!(value > 0.0)) fail(name, "is " + to_text(value) + ", not above 0");
  return value;
}

double Fields::number_from_0(std::string_view name) const {
  const double value = number(name);
  if (!(value >= 0.0)) fail(name, "is " + to_text(value) + ", below 0");
  return value;
}

double Fields::whole_number(std::string_view name, double most) const {
  const double value = number(name);
  if (!(value >= 0.0 && value <= most) || value != std::floor(value)) {
    fail(name, "is " + to_text(value) + ", not a whole number from 0 to " + to_text(most));
  }
  return value;
}

std::vector<std::vector<double>> Fields::rows_of_numbers(std::string_view name) const {
  std::vector<std::vector<double>> rows;
  for (const Value& value : get<Array>(name, "a list of rows")) {
    const Array* row = std::get_if<Array>(&value.data);
    if (row == nullptr) fail(name, "is not a list of rows");
    rows.emplace_back();
    for (const Value& cell : *row) {
      const double* number = std::get_if<double>(&cell.data);
      if (number == nullptr) fail(name, "holds what is not a number");
      rows.back().push_back(*number);
    }
  }
  return rows;
}

Fields Fields::object(std::string_view name) const {
  const Value* value = find(name);
  if (value == nullptr) fail(name, "is absent");
  return {*value, path_of(name)};
}

std::vector<Fields> Fields::objects(std::string_view name) const {
  const Array& values = get<Array>(name, "a list");
  std::vector<Fields> all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    all.emplace_back(values[i], path_of(name) + "[" + std::to_string(i) + "]");
  }
  return all;
}

void Fields::fail(std::string_view name, const std::string& why) const {
  refuse_json_fields(path_of(name), why);
}

template <class Kind>
const Kind& Fields::get(std::string_view name, const char* kind) const {
  const Value* value = find(name);
  if (value == nullptr) fail(name, "is absent");
  const Kind* held = std::get_if<Kind>(&value->data);
  if (held == nullptr) fail(name, std::string("is not ") + kind);
  return *held;
}

const Value* Fields::find(std::string_view name) const {
  for (const Member& member : *members_) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

std::string Fields::path_of(std::string_view name) const {
  return (path_.empty() ? "" : path_ + ".") + std::string(name);
}

}  // namespace tenure::json
