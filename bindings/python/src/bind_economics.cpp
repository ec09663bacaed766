// The submodule of what clients have brought and will bring; one function a public header.
#include "bind_economics.hpp"

namespace tenure::python {

void bind_economics(pybind11::module_ m) {
  bind_retention_value(m);
  bind_cash_flow(m);
  bind_client_value(m);
  bind_equity(m);
  bind_levers(m);
  bind_solvency(m);
  bind_client_panel(m);
}

}  // namespace tenure::python
