/// The made-up shop's names of clients and orders: a letter and a number with leading zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tenure::shop {

inline std::string numbered(char letter, std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  const std::size_t zeros = digits > text.size() ? digits - text.size() : 0;
  return letter + std::string(zeros, '0') + text;
}

inline std::string client_id(std::int64_t number) { return numbered('C', number + 1, 5); }

}  // namespace tenure::shop
