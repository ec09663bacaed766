#include "capi/bytes.hpp"

namespace {

bool is_bytes(const tenure_bytes* bytes) {
  return bytes != nullptr && bytes->kind == tenure_bytes::kKind;
}

}  // namespace

const uint8_t* tenure_bytes_data(const tenure_bytes* bytes) {
  return is_bytes(bytes) ? reinterpret_cast<const uint8_t*>(bytes->value.data()) : nullptr;
}

int64_t tenure_bytes_size(const tenure_bytes* bytes) {
  return is_bytes(bytes) ? static_cast<int64_t>(bytes->value.size()) : 0;
}

void tenure_bytes_free(tenure_bytes* bytes) { tenure::capi::free_handle(bytes); }
