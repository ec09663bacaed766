#include <pybind11/pybind11.h>

#include "tenure/version.hpp"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled part of tenure: arrays and opaque objects, no policy.";
  m.attr("__version__") = tenure::version();
}
