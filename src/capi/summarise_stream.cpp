#include <string>
#include <utility>

#include "capi/arrow_stream.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/import_options.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include "capi/summary_options.hpp"
#include <tenure/c/partitions.h>
#include <tenure/streaming.hpp>

using namespace tenure::capi;

namespace {

tenure_spill_options default_spill_options() {
  const tenure::SpillOptions defaults;
  return {sizeof(tenure_spill_options), nullptr, defaults.memory_bytes};
}

tenure::SpillOptions to_spill_options(const tenure_spill_options* options) {
  const auto given = read_needed_struct(options, default_spill_options(), "spill");
  return {std::string(text(given.path, "spill.path")), given.memory_bytes};
}

}  // namespace

tenure_status tenure_spill_options_init(tenure_spill_options* options, size_t size) {
  return init_struct(options, size, default_spill_options());
}

tenure_status tenure_summarise_stream(struct ArrowArrayStream* stream,
                                      const tenure_purchase_columns* columns,
                                      const tenure_import_options* import_options,
                                      const tenure_summary_options* options,
                                      const tenure_spill_options* spill,
                                      const tenure_execution* execution, tenure_summary** summary,
                                      tenure_table** report, tenure_error** err) {
  const StreamGuard guard(stream);
  return guarded(err, [&] {
    HandleOut<tenure_summary> summary_out(summary);
    HandleOut<tenure_table> report_out(report);
    tenure::StreamedSummary made = tenure::summarise_stream(
        guard.get(), to_purchase_columns(columns),
        to_import_options(import_options, "import_options"), to_summary_options(options),
        to_spill_options(spill), to_execution(execution));
    summary_out.set(std::move(made.summary));
    report_out.set(made.report.table());
    summary_out.deliver();
    report_out.deliver();
  });
}
