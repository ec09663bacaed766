#include <cstddef>
#include <utility>
#include <vector>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>

using namespace tenure::capi;
using tenure::Table;

namespace {

/// Client i, counts[i] times: the row labels of simulated spend.
std::vector<std::int64_t> clients_of(std::span<const std::int64_t> counts) {
  std::vector<std::int64_t> clients;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    clients.insert(clients.end(), static_cast<std::size_t>(counts[i]),
                   static_cast<std::int64_t>(i));
  }
  return clients;
}

}  // namespace

tenure_status tenure_model_simulate(const tenure_model* model, const double* ages, int64_t n,
                                    uint64_t seed, const tenure_execution* execution,
                                    tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    auto drawn =
        value_of(model, "model").simulate(array(ages, n, "ages"), seed, to_execution(execution));
    Table::Builder table;
    table.int64("client", std::move(drawn.client)).float64("time", std::move(drawn.time));
    return table.build();
  });
}

tenure_status tenure_model_simulate_spend(const tenure_model* model, const int64_t* counts,
                                          int64_t n, uint64_t seed, tenure_table** out,
                                          tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto purchases = array(counts, n, "counts");
    auto spend = value_of(model, "model").simulate_spend(purchases, seed);
    Table::Builder table;
    table.int64("client", clients_of(purchases)).float64("spend", std::move(spend));
    return table.build();
  });
}
