/// How the module calls the library: without the GIL, with progress that Python can watch and end.
#pragma once

#include <cstdint>
#include <exception>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <pybind11/pybind11.h>

#include "tenure/error.hpp"
#include "tenure/execution.hpp"

namespace tenure::python {

/// The `threads` and `progress` arguments of a Python call. `progress` is None or a callable of
/// (fraction, stage) whose return value is ignored, which ends the work by raising; or True: a bar.
class Call {
 public:
  Call(std::int64_t threads, pybind11::object progress)
      : threads_(checked(threads)), progress_(callback(std::move(progress))) {}

  /// Runs work(execution) without the GIL. What the callback raised, and the KeyboardInterrupt of
  /// a signal that came meanwhile, leave as they are.
  template <class Work>
  auto run(Work&& work) {
    try {
      pybind11::gil_scoped_release released;
      return work(Execution{threads_, [this](double fraction, std::string_view stage) {
                              return report(fraction, stage);
                            }});
    } catch (const Error& error) {
      if (raised_ && error.status() == Status::cancelled) std::rethrow_exception(raised_);
      throw;
    }
  }

 private:
  static pybind11::object callback(pybind11::object progress) {
    if (progress.is_none()) return progress;
    return pybind11::module_::import("tenure._progress").attr("callback")(progress);
  }

  static unsigned checked(std::int64_t threads) {
    if (threads < 0 || threads > std::numeric_limits<std::int32_t>::max()) {
      throw Error(
          Status::invalid_argument,
          "threads: expected 0 (all cores) or a number above, got " + std::to_string(threads),
          "threads");
    }
    return static_cast<unsigned>(threads);
  }

  bool report(double fraction, std::string_view stage) {
    pybind11::gil_scoped_acquire acquired;
    try {
      if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
      if (!progress_.is_none()) progress_(fraction, pybind11::str(stage.data(), stage.size()));
      return true;
    } catch (const pybind11::error_already_set&) {
      raised_ = std::current_exception();
      return false;
    }
  }

  unsigned threads_;
  pybind11::object progress_;
  std::exception_ptr raised_;
};

/// Runs short work, which has no progress, without the GIL.
template <class Work>
auto without_gil(Work&& work) {
  pybind11::gil_scoped_release released;
  return work();
}

}  // namespace tenure::python
