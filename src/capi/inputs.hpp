/// Plain C inputs, checked: arrays with their counts, texts, enumerators.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.hpp"

namespace tenure::capi {

/// A count that some array of `T` could have.
template <class T>
std::size_t checked_count(std::int64_t count, const std::string& name) {
  constexpr auto kMost = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(T);
  if (count < 0) refuse(name, " must not be negative");
  if (static_cast<std::uint64_t>(count) > kMost) refuse(name, " is more than memory can hold");
  return static_cast<std::size_t>(count);
}

/// An array that may be absent (NULL): then the span is empty.
template <class T>
std::span<T> optional_array(T* data, std::int64_t count, const std::string& count_name = "n") {
  const std::size_t size = checked_count<T>(count, count_name);
  return data == nullptr ? std::span<T>{} : std::span<T>{data, size};
}

/// An array that must be there unless it has no entries.
template <class T>
std::span<T> array(T* data, std::int64_t count, const std::string& name,
                   const std::string& count_name = "n") {
  if (data == nullptr && count > 0) refuse(name, " must not be NULL when " + count_name + " > 0");
  return optional_array(data, count, count_name);
}

/// How many entries `rows` rows of `columns` have; `name` is that of the columns.
inline std::int64_t product(std::int64_t rows, std::int64_t columns, const std::string& name) {
  static_cast<void>(checked_count<double>(rows, "n"));
  if (checked_count<double>(columns, name) > 0 &&
      rows > std::numeric_limits<std::int64_t>::max() / columns) {
    refuse(name, " is more than memory can hold");
  }
  return rows * columns;
}

inline std::string_view optional_text(const char* text) {
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

inline std::string_view text(const char* text, const char* name) {
  if (text == nullptr) refuse(name, " must not be NULL");
  return text;
}

/// Empty if `texts` is NULL; an absent (NULL) entry is the empty text.
inline std::vector<std::string_view> optional_texts(const char* const* texts, std::int64_t count,
                                                    const std::string& count_name) {
  const auto given = optional_array(texts, count, count_name);
  std::vector<std::string_view> views;
  views.reserve(given.size());
  for (const char* entry : given) views.push_back(optional_text(entry));
  return views;
}

/// An enumerator of an enum whose values are 0 to `last`.
template <class Enum>
Enum enumerator(std::int32_t value, Enum last, const std::string& name) {
  if (value < 0 || value > static_cast<std::int32_t>(last)) {
    refuse(name, " must be 0 to " + std::to_string(static_cast<std::int32_t>(last)) + ", not " +
                     std::to_string(value));
  }
  return static_cast<Enum>(value);
}

inline bool flag(std::int32_t value, const std::string& name) {
  if (value != 0 && value != 1) refuse(name, " must be 0 or 1");
  return value == 1;
}

}  // namespace tenure::capi
