#include "capi/arrow_stream.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/predict_options.hpp"
#include <tenure/c/score.h>
#include <tenure/score.hpp>

using namespace tenure::capi;

tenure_status tenure_score(const char* json, const tenure_summary* batch, double horizon,
                           const tenure_predict_options* options, const tenure_execution* execution,
                           tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::score(text(json, "json"), value_of(batch, "batch"), horizon,
                         to_predict_options(options), to_execution(execution));
  });
}

tenure_status tenure_score_arrow(const char* json, struct ArrowArrayStream* stream, double horizon,
                                 const tenure_predict_options* options,
                                 const tenure_execution* execution, tenure_table** out,
                                 tenure_error** err) {
  const StreamGuard guard(stream);
  return make_handle(out, err, [&] {
    return tenure::score(text(json, "json"), guard.get(), horizon, to_predict_options(options),
                         to_execution(execution));
  });
}
