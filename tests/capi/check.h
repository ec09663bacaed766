/* The least a test program in C needs: CHECK counts and reports, checks_failed() is main's result.
 */
#ifndef TENURE_TESTS_CHECK_H
#define TENURE_TESTS_CHECK_H

#include <stdio.h>

static int checks_run_ = 0;
static int checks_failed_ = 0;

#define CHECK(condition)                                                     \
  do {                                                                       \
    ++checks_run_;                                                           \
    if (!(condition)) {                                                      \
      ++checks_failed_;                                                      \
      fprintf(stderr, "%s:%d: CHECK(%s)\n", __FILE__, __LINE__, #condition); \
    }                                                                        \
  } while (0)

/* For main to return: 0 when every check held and there was at least one. */
static int checks_failed(void) {
  printf("%d checks, %d failed\n", checks_run_, checks_failed_);
  return checks_failed_ != 0 || checks_run_ == 0;
}

#endif
