#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

int main(void) {
  CHECK(strcmp(tenure_version(), "0.1.0") == 0);
  CHECK(tenure_abi_version() >= 1);
  return checks_failed();
}
