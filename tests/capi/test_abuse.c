/* Every function with every argument spoilt in turn: no crash, a specific error that names the
 * argument, and no output written on failure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "operations.h"

static void describe(const operation* op, const abuse* bad, tenure_status status,
                     const tenure_error* error) {
  fprintf(stderr, "  %s, %s: %s, \"%s\" (%s)\n", op->name, bad != NULL ? bad->what : "valid",
          tenure_status_text(status), tenure_error_message(error), tenure_error_argument(error));
}

static int is_as_expected(const abuse* bad, tenure_status status, const tenure_error* error) {
  switch (bad->expected) {
    case ACCEPTED:
      return status == TENURE_OK;
    case REFUSED: /* an init function has no error to tell more */
      return status == TENURE_INVALID_ARGUMENT &&
             (error == NULL || strstr(tenure_error_argument(error), bad->argument) != NULL);
    default:
      return status >= TENURE_OK && status <= TENURE_UNSUPPORTED_VERSION;
  }
}

static int tells_the_status(const tenure_error* error, tenure_status status) {
  return error == NULL ||
         (tenure_error_status(error) == status && strlen(tenure_error_message(error)) > 0);
}

/* Runs an operation, valid or spoilt, and checks all that must hold. */
static void run(const operation* op, const abuse* bad, fixture* f, void* arguments) {
  const int failed_before = checks_failed_;
  const tenure_error* error = NULL;
  tenure_status status;
  op->prepare(arguments, f);
  if (bad != NULL) bad->spoil(arguments, f);
  status = op->run(arguments);
  error = op->error(arguments);
  CHECK(bad != NULL ? is_as_expected(bad, status, error) : status == TENURE_OK);
  CHECK(status == TENURE_OK ? op->is_written(arguments) : op->is_reset(arguments));
  CHECK(tells_the_status(error, status));
  if (checks_failed_ != failed_before) describe(op, bad, status, error);
  op->finish(arguments);
}

int main(void) {
  static fixture f;
  size_t largest = 0;
  void* arguments;
  int i;
  CHECK(fixture_make(&f, "capi_test_abuse.tenure") == 0);
  for (i = 0; i < kOperationCount; ++i) {
    if (kOperations[i].arguments_size > largest) largest = kOperations[i].arguments_size;
  }
  arguments = malloc(largest);
  CHECK(arguments != NULL);
  for (i = 0; i < kOperationCount; ++i) run(&kOperations[i], NULL, &f, arguments);
  for (i = 0; i < kAbuseCount; ++i)
    run(&kOperations[kAbuses[i].operation], &kAbuses[i], &f, arguments);
  for (i = 0; i < kOperationCount; ++i) run(&kOperations[i], NULL, &f, arguments);
  printf("%d functions, %d wrong calls\n", kOperationCount, kAbuseCount);
  free(arguments);
  fixture_free(&f);
  return checks_failed();
}
