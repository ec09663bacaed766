#include "capi/features.hpp"

#include <cstddef>

#include "capi/inputs.hpp"
#include "capi/structs.hpp"

namespace tenure::capi {
namespace {

tenure_features default_features() {
  auto c = blank_struct<tenure_features>();
  c.columns = static_cast<int64_t>(Features{}.columns);
  return c;
}

}  // namespace

std::span<const double> matrix(const double* values, std::int64_t rows, std::int64_t columns,
                               const std::string& name, const std::string& rows_name,
                               const std::string& columns_name) {
  const std::size_t height = checked_count<double>(rows, rows_name);
  const std::size_t width = checked_count<double>(columns, columns_name);
  constexpr std::size_t most = PTRDIFF_MAX / sizeof(double);
  if (width > 0 && height > most / width) refuse(columns_name, " is more than memory can hold");
  return array(values, static_cast<std::int64_t>(height * width), name, rows_name);
}

FeaturesIn::FeaturesIn(const tenure_features* given, const std::string& name) {
  const tenure_features read = read_needed_struct(given, default_features(), name);
  features_.values = matrix(read.values, read.rows, read.columns, name + ".values", name + ".rows",
                            name + ".columns");
  features_.columns = static_cast<std::size_t>(read.columns);
  features_.scaling = enumerator(read.scaling, Scaling::robust, name + ".scaling");
  names_ = optional_texts(read.names, read.columns, name + ".columns");
  for (const int32_t transform : optional_array(read.transforms, read.columns, name + ".columns")) {
    transforms_.push_back(enumerator(transform, Transform::log1p, name + ".transforms"));
  }
  features_.names = names_;
  features_.transforms = transforms_;
}

}  // namespace tenure::capi

using namespace tenure::capi;

tenure_status tenure_features_init(tenure_features* features, size_t size) {
  return init_struct(features, size, default_features());
}
