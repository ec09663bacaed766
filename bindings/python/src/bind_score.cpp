#include <cstdint>
#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "given.hpp"
#include "stream_capsule.hpp"
#include "tenure/score.hpp"

namespace tenure::python {

namespace py = pybind11;
using namespace pybind11::literals;

void bind_score(py::module_ m) {
  m.def(
      "score",
      [](const std::string& model_json, const py::object& batch, Horizon horizon,
         std::optional<Level> level, Threads threads) {
        ArrowArrayStream* const taken = stream_of(batch);
        return Call(threads, py::none()).run([&](const Execution& execution) {
          return score(model_json, taken, horizon, {.level = level}, execution);
        });
      },
      "model_json"_a, "batch"_a, "horizon"_a, "level"_a = py::none(), "threads"_a = 0);
}

}  // namespace tenure::python
