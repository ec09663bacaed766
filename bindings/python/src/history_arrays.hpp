/// Histories whose memory numpy arrays, or a summary, keep alive.
#pragma once

#include <pybind11/pybind11.h>

#include "tenure/summary.hpp"

namespace tenure::python {

struct HistoryArrays {
  Histories view;
  pybind11::object owner;
};

}  // namespace tenure::python
