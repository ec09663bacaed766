#include <algorithm>
#include <vector>

#include "capi/bytes.hpp"
#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/fit_options.hpp"
#include "capi/histories.hpp"
#include "capi/partition_handles.hpp"
#include "capi/scalar_out.hpp"

using namespace tenure::capi;
using tenure::Cells;

namespace {

tenure::ModelKind model_kind(std::int32_t kind) {
  return enumerator(kind, tenure::ModelKind::contracts, "kind");
}

void copy_if_wanted(const std::vector<double>& values, double* out) {
  if (out != nullptr) std::copy(values.begin(), values.end(), out);
}

}  // namespace

tenure_status tenure_cells_of(const tenure_summary* summary, int32_t kind,
                              const tenure_execution* execution, tenure_cells** out,
                              tenure_error** err) {
  return make_handle(out, err, [&] {
    return Cells::of(value_of(summary, "summary"), model_kind(kind), to_execution(execution));
  });
}

tenure_status tenure_cells_of_histories(const tenure_histories* histories, int32_t unit,
                                        int32_t kind, const tenure_execution* execution,
                                        tenure_cells** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return Cells::of(to_histories(histories), time_unit(unit, "unit"), model_kind(kind),
                     to_execution(execution));
  });
}

tenure_status tenure_cells_merge(const tenure_cells* const* parts, int64_t part_count,
                                 tenure_cells** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return Cells::merge(values_of<Cells>(parts, part_count, "parts", "part_count"));
  });
}

tenure_status tenure_cells_to_bytes(const tenure_cells* cells, tenure_bytes** out,
                                    tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(cells, "cells").to_bytes(); });
}

tenure_status tenure_cells_from_bytes(const uint8_t* bytes, int64_t byte_count, tenure_cells** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] { return Cells::from_bytes(to_bytes(bytes, byte_count)); });
}

tenure_status tenure_cells_table(const tenure_cells* cells, tenure_table** out,
                                 tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(cells, "cells").table(); });
}

void tenure_cells_free(tenure_cells* cells) { free_handle(cells); }

tenure_status tenure_model_fit_cells(const char* name, const tenure_cells* cells,
                                     const tenure_fit_options* options,
                                     const tenure_execution* execution, tenure_model** out,
                                     tenure_error** err) {
  return make_handle(out, err, [&] {
    const Cells& data = value_of(cells, "cells");
    return tenure::FittedModel::fit(text(name, "name"), data.histories(), data.unit(),
                                    to_fit_options(options), to_execution(execution));
  });
}

tenure_status tenure_log_likelihood_and_gradient(const char* name, const double* parameters,
                                                 int64_t parameter_count, int32_t regularity,
                                                 const tenure_cells* cells,
                                                 const tenure_execution* execution, double* value,
                                                 double* gradient, double* hessian,
                                                 tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<double> value_out(value);
    const tenure::LogLikelihood found = tenure::log_likelihood_and_gradient(
        text(name, "name"), array(parameters, parameter_count, "parameters", "parameter_count"),
        value_of(cells, "cells"), regularity, to_execution(execution));
    value_out.set(found.value);
    copy_if_wanted(found.gradient, gradient);
    copy_if_wanted(found.hessian, hessian);
  });
}
