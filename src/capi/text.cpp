#include "capi/handles.hpp"

const char* tenure_text_get(const tenure_text* text) {
  const bool is_text = text != nullptr && text->kind == tenure_text::kKind;
  return is_text ? text->value.c_str() : "";
}

void tenure_text_free(tenure_text* text) { tenure::capi::free_handle(text); }
