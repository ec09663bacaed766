#include "capi/bytes.hpp"
#include "capi/execution.hpp"
#include "capi/partition_handles.hpp"
#include "capi/summary_options.hpp"

using namespace tenure::capi;
using tenure::PartialSummary;

tenure_status tenure_partial_summary_of(const tenure_portfolio* part,
                                        const tenure_summary_options* options,
                                        const tenure_execution* execution,
                                        tenure_partial_summary** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return PartialSummary::of(value_of(part, "part"), to_summary_options(options),
                              to_execution(execution));
  });
}

tenure_status tenure_partial_summary_merge(const tenure_partial_summary* const* partials,
                                           int64_t partial_count, tenure_partial_summary** out,
                                           tenure_error** err) {
  return make_handle(out, err, [&] {
    return PartialSummary::merge(
        values_of<PartialSummary>(partials, partial_count, "partials", "partial_count"));
  });
}

tenure_status tenure_partial_summary_summary(const tenure_partial_summary* partial,
                                             tenure_summary** out, tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(partial, "partial").summary(); });
}

tenure_status tenure_partial_summary_to_bytes(const tenure_partial_summary* partial,
                                              tenure_bytes** out, tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(partial, "partial").to_bytes(); });
}

tenure_status tenure_partial_summary_from_bytes(const uint8_t* bytes, int64_t byte_count,
                                                tenure_partial_summary** out, tenure_error** err) {
  return make_handle(out, err,
                     [&] { return PartialSummary::from_bytes(to_bytes(bytes, byte_count)); });
}

void tenure_partial_summary_free(tenure_partial_summary* partial) { free_handle(partial); }
