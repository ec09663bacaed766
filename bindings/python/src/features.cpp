#include "features.hpp"

#include <utility>

#include "choice.hpp"

namespace tenure::python {

std::span<const double> matrix_of(const Array<double>& array, const char* argument) {
  if (array.ndim() != 2) {
    throw Error(Status::invalid_argument,
                std::string(argument) + ": expected an array of 2 dimensions, got one of " +
                    std::to_string(array.ndim()),
                argument);
  }
  return {array.data(), static_cast<std::size_t>(array.size())};
}

FeaturesIn::FeaturesIn(Array<double> values, std::vector<std::string> names,
                       const std::vector<std::string>& transforms, const std::string& scaling)
    : values_(std::move(values)),
      names_(std::move(names)),
      name_views_(names_.begin(), names_.end()) {
  for (const std::string& word : transforms) {
    transforms_.push_back(choose<Transform>(
        "transforms", word, {{"none", Transform::none}, {"log1p", Transform::log1p}}));
  }
  features_.values = matrix_of(values_, "features");
  features_.columns = static_cast<std::size_t>(values_.shape(1));
  features_.names = name_views_;
  features_.transforms = transforms_;
  features_.scaling = choose<Scaling>(
      "scaling", scaling,
      {{"none", Scaling::none}, {"standard", Scaling::standard}, {"robust", Scaling::robust}});
}

}  // namespace tenure::python
