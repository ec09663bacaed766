#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "capi/inputs.hpp"
#include "capi/model_listing.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>

using namespace tenure::capi;
using tenure::ModelInfo;

namespace {

/// A model's description with NUL-terminated texts.
struct Listing {
  explicit Listing(const ModelInfo& model)
      : name(model.name),
        title(model.title),
        reference(model.reference),
        parameters(model.parameters.begin(), model.parameters.end()),
        kind(static_cast<std::int32_t>(model.kind)),
        max_regularity(model.max_regularity) {
    for (const std::string& parameter : parameters) parameter_names.push_back(parameter.c_str());
  }
  Listing(const Listing&) = delete;
  Listing& operator=(const Listing&) = delete;

  [[nodiscard]] tenure_model_info info() const noexcept {
    return {name.c_str(),
            title.c_str(),
            reference.c_str(),
            parameter_names.data(),
            static_cast<std::int64_t>(parameter_names.size()),
            kind,
            max_regularity};
  }

  std::string name, title, reference;
  std::vector<std::string> parameters;
  std::vector<const char*> parameter_names;
  std::int32_t kind;
  std::int32_t max_regularity;
};

/// In the order of tenure::models(). Made at the first call and kept, as its texts are handed out;
/// if that fails, the next call tries again.
const std::vector<std::unique_ptr<const Listing>>& listings() {
  static const auto all = [] {
    std::vector<std::unique_ptr<const Listing>> made;
    for (const ModelInfo& model : tenure::models()) {
      made.push_back(std::make_unique<const Listing>(model));
    }
    return made;
  }();
  return all;
}

}  // namespace

tenure_model_info tenure::capi::listed_model(std::string_view name) {
  const std::string_view known = tenure::model_info(name).name;
  const auto& all = listings();
  return (*std::find_if(all.begin(), all.end(),
                        [&](const auto& listing) { return listing->name == known; }))
      ->info();
}

tenure_status tenure_models_count(int64_t* out, tenure_error** err) {
  return make_scalar(out, err, [] { return static_cast<int64_t>(tenure::models().size()); });
}

tenure_status tenure_models_at(int64_t index, tenure_model_info* out, size_t out_size,
                               tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_model_info> result(out, out_size, "out");
    const auto& all = listings();
    if (index < 0 || static_cast<std::size_t>(index) >= all.size()) {
      refuse("index", " must be 0 to " + std::to_string(all.size() - 1));
    }
    result.set(all[static_cast<std::size_t>(index)]->info());
  });
}

tenure_status tenure_models_named(const char* name, tenure_model_info* out, size_t out_size,
                                  tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_model_info> result(out, out_size, "out");
    result.set(listed_model(text(name, "name")));
  });
}
