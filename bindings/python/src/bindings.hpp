/// What each file of this folder adds to the module: one function a public header. For module.cpp
/// alone, so that a new file does not compile all others anew.
#pragma once

#include <pybind11/pybind11.h>

namespace tenure::python {

void bind_allocation(pybind11::module_ m);
void bind_attrition(pybind11::module_& m);
void bind_attrition_rates(pybind11::module_ m);
void bind_budget(pybind11::module_& m);
void bind_clusters(pybind11::module_& m);
void bind_campaigns(pybind11::module_ m);
void bind_concentration(pybind11::module_& m);
void bind_contracts(pybind11::module_& m);
void bind_control(pybind11::module_ m);
void bind_cycles(pybind11::module_& m);
void bind_economics(pybind11::module_ m);
void bind_error(pybind11::module_& m);
void bind_evaluation(pybind11::module_& m);
void bind_inference(pybind11::module_& m);
void bind_mixtures(pybind11::module_& m);
void bind_iso_value(pybind11::module_ m);
void bind_markov_value(pybind11::module_ m);
void bind_migration(pybind11::module_ m);
void bind_model(pybind11::module_& m);
void bind_numpy_stream(pybind11::module_& m);
void bind_payment(pybind11::module_ m);
void bind_partitions(pybind11::module_ m);
void bind_score(pybind11::module_ m);
void bind_portfolio(pybind11::module_& m);
void bind_portfolio_builder(pybind11::module_& m);
void bind_privacy(pybind11::module_ m);
void bind_record(pybind11::module_ m);
void bind_relations(pybind11::module_& m);
void bind_segments(pybind11::module_& m);
void bind_response(pybind11::module_ m);
void bind_segments(pybind11::module_ m);
void bind_shop(pybind11::module_& m);
void bind_summary(pybind11::module_& m);
void bind_survival(pybind11::module_ m);
void bind_table(pybind11::module_& m);
void bind_units(pybind11::module_& m);
void bind_uplift(pybind11::module_ m);
void bind_value(pybind11::module_& m);
void bind_viability(pybind11::module_& m);
void bind_warehouse(pybind11::module_ m);
void bind_warning(pybind11::module_ m);

}  // namespace tenure::python
