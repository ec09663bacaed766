/// What the files of the submodule `economics` add to it. For bind_economics.cpp alone, so that a
/// new file does not compile all others anew.
#pragma once

#include <pybind11/pybind11.h>

namespace tenure::python {

void bind_cash_flow(pybind11::module_& m);
void bind_client_panel(pybind11::module_& m);
void bind_client_value(pybind11::module_& m);
void bind_equity(pybind11::module_& m);
void bind_levers(pybind11::module_& m);
void bind_retention_value(pybind11::module_& m);
void bind_solvency(pybind11::module_& m);

}  // namespace tenure::python
