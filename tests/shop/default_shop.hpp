// The shop that everybody gets who asks for nothing.
#pragma once

#include <tenure/shop.hpp>

inline const tenure::Shop& default_shop() {
  static const tenure::Shop shop = tenure::simulate_shop();
  return shop;
}
