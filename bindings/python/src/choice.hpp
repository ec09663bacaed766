/// Options that Python gives as words.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "tenure/error.hpp"
#include "tenure/units.hpp"

namespace tenure::python {

/// The value of `word` among `choices`; an error names the argument and what it may be.
template <class T>
T choose(const char* argument, std::string_view word,
         std::initializer_list<std::pair<std::string_view, T>> choices) {
  std::string known;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    known.append(known.empty() ? "'" : ", '").append(name).append("'");
  }
  throw Error(
      Status::invalid_argument,
      std::string(argument) + ": expected one of " + known + ", got '" + std::string(word) + "'",
      argument);
}

inline TimeUnit unit_given(const char* argument, std::string_view word) {
  using enum TimeUnit;
  return choose<TimeUnit>(
      argument, word,
      {{"day", day}, {"week", week}, {"month", month}, {"quarter", quarter}, {"year", year}});
}

}  // namespace tenure::python
