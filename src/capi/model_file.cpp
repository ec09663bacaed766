#include <string>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>

using namespace tenure::capi;
using tenure::FittedModel;

tenure_status tenure_model_to_json(const tenure_model* model, tenure_text** out,
                                   tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(model, "model").to_json(); });
}

tenure_status tenure_model_from_json(const char* json, tenure_model** out, tenure_error** err) {
  return make_handle(out, err, [&] { return FittedModel::from_json(text(json, "json")); });
}

tenure_status tenure_model_save(const tenure_model* model, const char* path, tenure_error** err) {
  return guarded(err, [&] { value_of(model, "model").save(std::string(text(path, "path"))); });
}

tenure_status tenure_model_load(const char* path, tenure_model** out, tenure_error** err) {
  return make_handle(out, err, [&] { return FittedModel::load(std::string(text(path, "path"))); });
}
