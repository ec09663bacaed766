/// JSON (RFC 8259): a text as a tree of values, and back. Doubles come back bit for bit; neither
/// way asks the locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tenure::json {

struct Value;
struct Member;
using Array = std::vector<Value>;
using Object = std::vector<Member>;  ///< in the order of the text, each name once

struct Value {
  std::variant<std::nullptr_t, bool, double, std::string, Array, Object> data;  ///< at first null
};

struct Member {
  std::string name;
  Value value;
};

/// Appends a member. (An initialiser list of members would not be cleaned up after an exception by
/// GCC 12, its bug 66139.)
inline void add(Object& object, std::string_view name, Value value) {
  Member& member = object.emplace_back();
  member.name = name;
  member.value = std::move(value);
}

/// Throws Error(corrupt_data) that names line and column for a text that is not JSON, is not UTF-8,
/// names a member twice, nests deeper than 64 or has a number outside the range of double.
[[nodiscard]] Value parse(std::string_view text);

/// Indented for people: what holds no other container stands on one line, if it fits there. Numbers
/// as the shortest decimal that reads back. Throws Error(internal) for a number that is not finite.
[[nodiscard]] std::string write(const Value& value);

}  // namespace tenure::json
