/// Whether the machine adds and multiplies four doubles at a time. A loop compiled for that and for
/// every machine does the same operations in the same order, none of them fused: the same bits.
#pragma once

#if defined(__GNUC__) && defined(__x86_64__)
#define TENURE_WIDE_VECTORS [[gnu::target("avx2")]]
#define TENURE_IN_EVERY_WIDTH [[gnu::always_inline]]
#else
#define TENURE_WIDE_VECTORS
#define TENURE_IN_EVERY_WIDTH
#endif

namespace tenure::math {

[[nodiscard]] inline bool has_wide_vectors() {
#if defined(__GNUC__) && defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
#else
  return false;
#endif
}

}  // namespace tenure::math
