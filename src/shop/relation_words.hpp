/// The words of the made-up shop's tables.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tenure::shop {

inline constexpr std::array<std::string_view, 4> acquisition_channels{"search", "referral",
                                                                      "partner", "passing by"};
inline constexpr std::array<std::string_view, 4> regions{"north", "south", "east", "west"};

inline constexpr std::array<std::string_view, 5> natures{"visit", "call", "mail", "complaint",
                                                         "resolution"};
inline constexpr std::size_t a_visit = 0, a_call = 1, a_mail = 2, a_complaint = 3, a_resolution = 4;

inline constexpr std::array<std::string_view, 4> contact_channels{"shop", "web", "phone", "post"};
inline constexpr std::size_t in_shop = 0, on_web = 1, by_phone = 2, by_post = 3;

}  // namespace tenure::shop
