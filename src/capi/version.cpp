#include "tenure/version.hpp"

#include <tenure/c/foundation.h>

namespace {
constexpr int32_t kAbiVersion = 1;
}

const char* tenure_version(void) { return tenure::version(); }

int32_t tenure_abi_version(void) { return kAbiVersion; }
