#include "bindings.hpp"
#include "tenure/version.hpp"

PYBIND11_MODULE(_core, m) {
  using namespace tenure::python;
  m.doc() = "The compiled part of tenure: arrays and opaque objects, no policy.";
  m.attr("__version__") = tenure::version();
  bind_error(m);
  bind_units(m);
  bind_table(m);
  bind_numpy_stream(m);
  bind_portfolio(m);
  bind_portfolio_builder(m);
  bind_summary(m);
  bind_record(m.def_submodule("record", "What is known of clients beside their purchases."));
  bind_payment(m.def_submodule("payment", "How clients pay."));
  bind_privacy(m.def_submodule("privacy", "What clients asked for, and what may be published."));
  bind_model(m);
  bind_contracts(m);
  bind_score(m.def_submodule("scoring", "Scores of batches by a saved model."));
  bind_partitions(m.def_submodule("partitions", "A base in parts that merge."));
  bind_warehouse(m.def_submodule("warehouse", "Logs that are not in memory."));
  bind_evaluation(m);
  bind_value(m);
  bind_concentration(m);
  bind_inference(m);
  pybind11::module_ clusters = m.def_submodule("clusters");
  bind_clusters(clusters);
  bind_mixtures(clusters);
  bind_viability(clusters);
  bind_segments(m.def_submodule("segments", "RFM scores, named segments, and their viability."));
  bind_response(m.def_submodule("response", "Who is worth a contact."));
  bind_migration(m.def_submodule("migration", "Moves between segments."));
  bind_markov_value(m.def_submodule("markov_value", "Value by the state of a client."));
  bind_iso_value(m.def_submodule("iso_value", "Iso-value curves."));
  bind_cycles(m);
  pybind11::module_ relations = m.def_submodule("relations");
  bind_relations(relations);
  bind_attrition(m);
  bind_survival(m.def_submodule("lifetimes", "How long clients stay."));
  bind_attrition_rates(m.def_submodule("rates", "Rates of attrition, and cohorts."));
  bind_budget(m);
  bind_allocation(m.def_submodule("allocation", "A budget shared between clients."));
  bind_campaigns(m.def_submodule("campaigns", "Targeting, acquisition and win-back."));
  bind_uplift(m.def_submodule("uplift", "What a treatment changed, and for whom."));
  bind_control(m.def_submodule("control", "What happened beside what was planned."));
  bind_warning(m.def_submodule("warning", "Whom to look after today, and why."));
  bind_shop(m);
  bind_economics(m.def_submodule("economics", "What clients have brought and will bring."));
}
