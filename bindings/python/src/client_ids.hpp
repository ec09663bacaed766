/// Client ids between Python and the library.
#pragma once

#include <cstdint>
#include <variant>

#include <pybind11/numpy.h>

#include "arrays.hpp"
#include "tenure/portfolio.hpp"
#include "texts.hpp"

namespace tenure::python {

inline pybind11::array to_numpy(const ClientIds& ids, pybind11::handle owner) {
  if (const auto* numbers = std::get_if<std::span<const std::int64_t>>(&ids)) {
    return view(*numbers, owner);
  }
  return texts_to_numpy(std::get<TextView>(ids), {});
}

/// Ids that Python gives: an array of integers, or a sequence of texts.
class ClientIdArgument {
 public:
  explicit ClientIdArgument(const pybind11::object& clients) {
    if (pybind11::isinstance<pybind11::array_t<std::int64_t>>(clients)) {
      numbers_ = pybind11::cast<Array<std::int64_t>>(clients);
      view_ = span_of(numbers_, "client");
    } else {
      texts_ = texts_from_sequence(clients, "client");
      view_ = texts_.view();
    }
  }
  ClientIdArgument(const ClientIdArgument&) = delete;  // the view refers to the texts
  ClientIdArgument& operator=(const ClientIdArgument&) = delete;

  [[nodiscard]] const ClientIds& view() const noexcept { return view_; }

 private:
  Array<std::int64_t> numbers_;
  TextColumn texts_;
  ClientIds view_;
};

}  // namespace tenure::python
