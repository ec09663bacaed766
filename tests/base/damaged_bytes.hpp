/// Bytes that came back other than they went.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>

namespace tenure::test {

/// `read` takes `good`, and refuses it as corrupt with any bit flipped, cut anywhere, or longer.
template <class Read>
void check_damage_is_found(std::vector<std::byte> good, Read&& read) {
  const auto status_of = [&](std::span<const std::byte> bytes) {
    try {
      read(bytes);
      return Status::ok;
    } catch (const Error& error) {
      return error.status();
    }
  };
  REQUIRE(status_of(good) == Status::ok);
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      good[i] ^= std::byte{1} << bit;
      REQUIRE(status_of(good) == Status::corrupt_data);
      good[i] ^= std::byte{1} << bit;
    }
    REQUIRE(status_of(std::span(good).first(i)) == Status::corrupt_data);
  }
  good.push_back(std::byte{0});
  CHECK(status_of(good) == Status::corrupt_data);
}

}  // namespace tenure::test
