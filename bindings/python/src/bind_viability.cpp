#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "call.hpp"
#include "features.hpp"
#include "given.hpp"
#include "tenure/bands.hpp"
#include "tenure/viability.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_bands(py::module_& m) {
  m.def(
      "value_bands",
      [](const Array<double>& values, int max_bands, double loss, double cost_per_band,
         Threads threads, py::object progress) {
        const auto span = span_of(values, "values");
        const BandOptions options{
            .max_bands = max_bands, .loss = loss, .cost_per_band = cost_per_band};
        BandResult result = Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return value_bands(span, options, execution);
        });
        return py::make_tuple(std::move(result.clients), std::move(result.bands),
                              std::move(result.numbers), result.chosen, result.is_least);
      },
      "values"_a, py::kw_only(), "max_bands"_a, "loss"_a, "cost_per_band"_a, "threads"_a,
      "progress"_a);
}

}  // namespace

void bind_viability(py::module_& m) {
  bind_bands(m);
  m.def(
      "segment_viability",
      [](const Array<std::int64_t>& segment, const std::optional<Array<double>>& revenue,
         const std::optional<Array<std::uint8_t>>& reachable,
         const std::optional<Array<double>>& action_profits,
         const std::vector<std::string>& action_names, const FeaturesIn* features,
         double min_clients, double min_revenue, double min_reach, double min_separation,
         double cost_per_segment) {
        const std::vector<std::string_view> names(action_names.begin(), action_names.end());
        SegmentedClients clients;
        clients.segment = span_of(segment, "segment");
        clients.revenue = span_of(revenue, "revenue");
        clients.reachable = span_of(reachable, "reachable");
        if (action_profits) {
          clients.action_profits = matrix_of(*action_profits, "action_profits");
          clients.actions = static_cast<std::size_t>(action_profits->shape(1));
          clients.action_names = names;
        }
        if (features != nullptr) clients.features = features->get();
        const ViabilityOptions options{.min_clients = min_clients,
                                       .min_revenue = min_revenue,
                                       .min_reach = min_reach,
                                       .min_separation = min_separation,
                                       .cost_per_segment = cost_per_segment};
        ViabilityResult result = without_gil([&] { return segment_viability(clients, options); });
        return py::make_tuple(std::move(result.segments),
                              py::dict("common_profit"_a = result.common_profit,
                                       "segmented_profit"_a = result.segmented_profit,
                                       "one_to_one_profit"_a = result.one_to_one_profit,
                                       "cost"_a = result.cost, "net_gain"_a = result.net_gain));
      },
      "segment"_a, py::kw_only(), "revenue"_a, "reachable"_a, "action_profits"_a, "action_names"_a,
      "features"_a, "min_clients"_a, "min_revenue"_a, "min_reach"_a, "min_separation"_a,
      "cost_per_segment"_a);
}

}  // namespace tenure::python
