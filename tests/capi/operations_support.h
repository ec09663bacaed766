/* What the generated operations.c needs beside the fixture. */
#ifndef TENURE_TESTS_OPERATIONS_SUPPORT_H
#define TENURE_TESTS_OPERATIONS_SUPPORT_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* An address that no handle has; to be overwritten before it is read. */
static char poison_;
static void* const kPoison = &poison_;

static int is_filled(const void* bytes, int value, size_t size) {
  const unsigned char* byte = bytes;
  size_t i;
  for (i = 0; i < size; ++i) {
    if (byte[i] != value) return 0;
  }
  return 1;
}

static int is_zero(const void* bytes, size_t size) { return is_filled(bytes, 0, size); }

/* Makes a struct one of an older header: what lies beyond `size` is not its own. */
static void cut_struct(void* known, size_t allocated, size_t size) {
  memset((char*)known + size, 0xA5, allocated - size);
  memcpy(known, &size, sizeof size);
}

static int are_finite(const double* values, int64_t n) {
  int64_t i;
  for (i = 0; i < n; ++i) {
    if (!isfinite(values[i])) return 0;
  }
  return 1;
}

#endif
