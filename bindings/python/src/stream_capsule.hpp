/// Arrow C streams in PyCapsules, as the Arrow PyCapsule interface names them.
#pragma once

#include <memory>

#include <pybind11/pybind11.h>

#include "tenure/arrow_abi.h"

namespace tenure::python {

inline constexpr const char* stream_capsule_name = "arrow_array_stream";

/// A capsule around a new stream that `fill` writes. Whoever takes the stream leaves a released
/// one behind; else the capsule releases it.
template <class Fill>
pybind11::capsule make_stream_capsule(Fill&& fill) {
  auto stream = std::make_unique<ArrowArrayStream>();
  fill(stream.get());
  PyObject* capsule = PyCapsule_New(stream.get(), stream_capsule_name, [](PyObject* object) {
    std::unique_ptr<ArrowArrayStream> owned(
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(object, stream_capsule_name)));
    if (owned->release != nullptr) owned->release(owned.get());
  });
  if (capsule == nullptr) {
    stream->release(stream.get());
    throw pybind11::error_already_set();
  }
  stream.release();
  return pybind11::reinterpret_steal<pybind11::capsule>(capsule);
}

/// The stream in a capsule, which must be one of the right name.
inline ArrowArrayStream* stream_of(const pybind11::object& capsule) {
  void* pointer = PyCapsule_GetPointer(capsule.ptr(), stream_capsule_name);
  if (pointer == nullptr) throw pybind11::error_already_set();
  return static_cast<ArrowArrayStream*>(pointer);
}

}  // namespace tenure::python
