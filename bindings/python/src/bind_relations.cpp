#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/offers.hpp"
#include "tenure/phases.hpp"
#include "tenure/relations.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

using Moves = std::vector<std::pair<std::int32_t, std::int32_t>>;
using Floats = std::optional<Array<double>>;

void bind_intensity(py::module_& m) {
  m.def(
      "relation_intensity",
      [](const Portfolio& portfolio, const Array<std::int64_t>& contact_client,
         const Array<std::int32_t>& contact_day, const Floats& contact_weight, double half_life,
         const Floats& weights, const Floats& value, Threads threads, py::object progress) {
        const Contacts contacts{.client = span_of(contact_client, "contacts"),
                                .day = span_of(contact_day, "contacts"),
                                .weight = span_of(contact_weight, "contacts")};
        const IntensityOptions options{.half_life = half_life,
                                       .weights = span_of(weights, "weights"),
                                       .value = span_of(value, "value")};
        return Call(threads, std::move(progress)).run([&](const Execution& execution) {
          return relation_intensity(portfolio, contacts, options, execution);
        });
      },
      "portfolio"_a, py::kw_only(), "contact_client"_a, "contact_day"_a, "contact_weight"_a,
      "half_life"_a, "weights"_a, "value"_a, "threads"_a, "progress"_a);
  m.def(
      "learned_rates",
      [](const Array<double>& events, const Array<double>& exposure, double shape, double rate,
         Level level) {
        const auto x = span_of(events, "events");
        const auto t = span_of(exposure, "exposure");
        return without_gil(
            [&] { return learned_rates(x, t, {.shape = shape, .rate = rate}, level); });
      },
      "events"_a, "exposure"_a, py::kw_only(), "shape"_a, "rate"_a, "level"_a);
  m.def(
      "value_of_information",
      [](const Array<double>& probability, const Array<double>& gain, const Array<double>& cost) {
        const auto p = span_of(probability, "probability");
        const auto g = span_of(gain, "gain");
        const auto c = span_of(cost, "cost");
        return without_gil([&] { return value_of_information(p, g, c); });
      },
      "probability"_a, "gain"_a, "cost"_a);
}

PhaseMachine machine_of(std::vector<std::string> phases, const Moves& moves) {
  PhaseMachine machine{.phases = std::move(phases)};
  for (const auto& [from, to] : moves) machine.moves.push_back({from, to});
  return machine;
}

void bind_phases(py::module_& m) {
  m.def("usual_phases", [] {
    PhaseMachine machine = usual_phases();
    Moves moves;
    for (const PhaseMachine::Move& move : machine.moves) moves.emplace_back(move.from, move.to);
    return py::make_tuple(std::move(machine.phases), std::move(moves));
  });
  m.def(
      "phase_analysis",
      [](std::vector<std::string> phases, const Moves& moves, const Array<std::int64_t>& client,
         const Array<std::int32_t>& day, const Array<std::int32_t>& phase,
         std::int32_t observed_until, Level level, bool refuse_unexpected) {
        const PhaseMachine machine = machine_of(std::move(phases), moves);
        const PhaseEntries entries{.client = span_of(client, "client"),
                                   .day = span_of(day, "day"),
                                   .phase = span_of(phase, "phase")};
        PhaseResult result = without_gil([&] {
          return phase_analysis(machine, entries,
                                {.observed_until = Day{observed_until},
                                 .level = level,
                                 .refuse_unexpected = refuse_unexpected});
        });
        return py::make_tuple(std::move(result.conversions), std::move(result.phases),
                              std::move(result.durations), std::move(result.unexpected));
      },
      "phases"_a, "moves"_a, py::kw_only(), "client"_a, "day"_a, "phase"_a, "observed_until"_a,
      "level"_a, "refuse_unexpected"_a);
  m.def(
      "conversion",
      [](double successes, double trials, Level level, double a, double b) {
        const Conversion found = conversion(successes, trials, level, a, b);
        return py::make_tuple(found.rate, found.wilson_from, found.wilson_to, found.expected,
                              found.expected_from, found.expected_to);
      },
      "successes"_a, "trials"_a, py::kw_only(), "level"_a, "a"_a, "b"_a);
}

void bind_offers(py::module_& m) {
  m.def(
      "pair_metrics",
      [](double all, double a, double b, double both) {
        const PairMetrics found = pair_metrics(all, a, b, both);
        return py::make_tuple(found.support, found.confidence, found.lift, found.leverage,
                              found.conviction, found.jaccard, found.g2);
      },
      "all"_a, "a"_a, "b"_a, "both"_a);
  m.def(
      "next_offers",
      [](const Portfolio& portfolio, const std::string& basket, double prior, int just_bought_days,
         bool exclude_owned, int offers_a_client, const Floats& margins, double cost,
         const Floats& active, Threads threads, py::object progress) {
        const OfferOptions options{
            .basket = choose<Basket>("basket", basket,
                                     {{"purchase", Basket::purchase}, {"client", Basket::client}}),
            .prior = prior,
            .just_bought_days = just_bought_days,
            .exclude_owned = exclude_owned,
            .offers_a_client = offers_a_client,
            .margins = span_of(margins, "margins"),
            .cost = cost,
            .active = span_of(active, "active")};
        OfferResult result =
            Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return next_offers(portfolio, options, execution);
            });
        return py::make_tuple(std::move(result.items), std::move(result.pairs),
                              std::move(result.next), std::move(result.offers),
                              result.clients_without_offer);
      },
      "portfolio"_a, py::kw_only(), "basket"_a, "prior"_a, "just_bought_days"_a, "exclude_owned"_a,
      "offers_a_client"_a, "margins"_a, "cost"_a, "active"_a, "threads"_a, "progress"_a);
}

}  // namespace

void bind_relations(py::module_& m) {
  bind_intensity(m);
  bind_phases(m);
  bind_offers(m);
}

}  // namespace tenure::python
