/* Every function of the C ABI as an operation on a fixture, and every way to call it wrongly.
 * generate_operations.py writes both tables from the declarations of tenure.h. */
#ifndef TENURE_TESTS_OPERATIONS_H
#define TENURE_TESTS_OPERATIONS_H

#include "fixture.h"

typedef struct operation {
  const char* name;
  size_t arguments_size;
  /* Fills in valid arguments and poisons what the call writes. */
  void (*prepare)(void* arguments, fixture* f);
  tenure_status (*run)(void* arguments);
  /* After a failure: 1 if handles are NULL, structs and numbers zero, arrays as they were. */
  int (*is_reset)(const void* arguments);
  /* After a success: 1 if every handle was made and every number written is finite. */
  int (*is_written)(const void* arguments);
  const tenure_error* (*error)(const void* arguments); /* NULL for functions that have none */
  /* Frees what the call made. */
  void (*finish)(void* arguments);
} operation;

extern const operation kOperations[];
extern const int kOperationCount;

typedef enum expectation {
  ACCEPTED, /* TENURE_OK */
  REFUSED,  /* TENURE_INVALID_ARGUMENT that names the argument */
  SPECIFIC  /* success, or a failure that is the caller's */
} expectation;

typedef struct abuse {
  int operation;
  const char* what; /* "purchases = NULL" */
  const char* argument;
  expectation expected;
  void (*spoil)(void* arguments, fixture* f);
} abuse;

extern const abuse kAbuses[];
extern const int kAbuseCount;

#endif
