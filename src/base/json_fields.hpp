/// The members of a JSON object by name and kind, with errors that say which one is wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace tenure::json {

/// Every function throws Error(corrupt_data) naming the member that is absent or is not what was
/// asked for. Members that nobody asks for do no harm. The value must outlive it.
class Fields {
 public:
  /// `path`: where the object stands, "convergence"; empty for that of the whole text.
  Fields(const Value& value, std::string path);

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] double number(std::string_view name) const;
  [[nodiscard]] double number_above_0(std::string_view name) const;
  [[nodiscard]] double number_from_0(std::string_view name) const;
  /// 0 to `most`.
  [[nodiscard]] double whole_number(std::string_view name, double most) const;
  [[nodiscard]] std::vector<std::vector<double>> rows_of_numbers(std::string_view name) const;
  [[nodiscard]] Fields object(std::string_view name) const;
  [[nodiscard]] std::vector<Fields> objects(std::string_view name) const;

  /// "parameters[1].estimate " + `why`.
  [[noreturn]] void fail(std::string_view name, const std::string& why) const;

 private:
  template <class Kind>
  [[nodiscard]] const Kind& get(std::string_view name, const char* kind) const;
  [[nodiscard]] const Value* find(std::string_view name) const;
  [[nodiscard]] std::string path_of(std::string_view name) const;

  const Object* members_;
  std::string path_;
};

}  // namespace tenure::json
