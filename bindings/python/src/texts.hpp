/// Texts between Python and the library.
#pragma once

#include <span>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "tenure/table.hpp"

namespace tenure::python {

/// An object array of str, None where `validity` has a 0.
pybind11::array texts_to_numpy(const TextView& texts, std::span<const std::uint8_t> validity);

/// The texts of a sequence of str; None becomes the empty text. Appends to `validity`, if given,
/// 1 for each text and 0 for each None. Anything else is an error that names `argument` and the
/// position.
TextColumn texts_from_sequence(const pybind11::sequence& sequence, const char* argument,
                               std::vector<std::uint8_t>* validity = nullptr);

}  // namespace tenure::python
