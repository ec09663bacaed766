/// The parts of the class FittedModel that have a file of their own.
#pragma once

#include <pybind11/pybind11.h>

#include "tenure/model.hpp"

namespace tenure::python {

using BoundModel = pybind11::class_<FittedModel>;

/// (after, horizon], with the errors in Python's names.
Window window_between(double after, double horizon, const char* end = "horizon");

/// What is to be expected of clients with a history.
void bind_predictions(BoundModel& model);
/// What is to be expected of clients without one, and draws of them.
void bind_new_clients(BoundModel& model);

}  // namespace tenure::python
