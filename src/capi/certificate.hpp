#pragma once

#include <tenure/allocation.hpp>
#include <tenure/c/allocation.h>

namespace tenure::capi {

inline tenure_certificate to_c(const Certificate& certificate) {
  return {.gain = certificate.gain,
          .spent = certificate.spent,
          .objective = certificate.objective,
          .bound = certificate.bound,
          .gap = certificate.gap};
}

}  // namespace tenure::capi
