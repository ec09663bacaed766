/// The opaque handles of the C ABI: each owns one C++ value and knows its own kind, so that a
/// handle of another kind is refused and not misread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "capi/guard.hpp"
#include <tenure/c/models.h>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure::capi {

/// A Table with its columns' names NUL-terminated.
struct NamedTable {
  explicit NamedTable(Table from) : table(std::move(from)) {
    names.reserve(table.columns());
    for (std::size_t i = 0; i < table.columns(); ++i) names.emplace_back(table.name(i));
  }
  Table table;
  std::vector<std::string> names;
};

template <class Value, std::uint64_t Kind>
struct Handle {
  explicit Handle(Value from) : value(std::move(from)) {}
  static constexpr std::uint64_t kKind = Kind;
  std::uint64_t kind = Kind;
  Value value;
};

}  // namespace tenure::capi

// The kinds are arbitrary, unlikely to be met in memory by chance.
struct tenure_text : tenure::capi::Handle<std::string, 0x74657874'c07b19e6> {
  using Handle::Handle;
};
struct tenure_table : tenure::capi::Handle<tenure::capi::NamedTable, 0x7461626c'9d3c51e7> {
  using Handle::Handle;
};
struct tenure_portfolio : tenure::capi::Handle<tenure::Portfolio, 0x706f7274'2b86f01d> {
  using Handle::Handle;
};
struct tenure_portfolio_builder
    : tenure::capi::Handle<tenure::PortfolioBuilder, 0x6275696c'64c7a935> {
  using Handle::Handle;
};
struct tenure_summary : tenure::capi::Handle<tenure::Summary, 0x73756d6d'e1580fb3> {
  using Handle::Handle;
};
struct tenure_model : tenure::capi::Handle<tenure::FittedModel, 0x6d6f6465'5fa2943b> {
  using Handle::Handle;
};

namespace tenure::capi {

/// What a handle holds, const if the handle is.
template <class H>
auto& value_of(H* handle, const std::string& name) {
  if (handle == nullptr) refuse(name, " must not be NULL");
  if (handle->kind != H::kKind) refuse(name, " is a handle of another kind");
  return (handle->value);
}

template <class H>
void free_handle(H* handle) noexcept {
  if (handle == nullptr || handle->kind != H::kKind) return;
  handle->kind = 0;
  delete handle;
}

/// Where a new handle goes: NULL on entry, written on success.
template <class H>
class HandleOut {
 public:
  /// Needed: `name` must not be NULL.
  HandleOut(H** out, const char* name) : HandleOut(out) {
    if (out == nullptr) refuse(name, " must not be NULL");
  }
  /// One of several: NULL if the caller does not want it.
  explicit HandleOut(H** out) noexcept : out_(out) {
    if (out != nullptr) *out = nullptr;
  }

  template <class Value>
  void set(Value&& value) {
    if (out_ != nullptr) made_ = std::make_unique<H>(wrap(std::forward<Value>(value)));
  }
  /// Hands over what was set; after the last thing that can fail.
  void deliver() noexcept {
    if (out_ != nullptr) *out_ = made_.release();
  }

 private:
  template <class Value>
  static auto wrap(Value&& value) {
    using Held = decltype(H::value);
    return Held(std::forward<Value>(value));
  }
  H** out_;
  std::unique_ptr<H> made_;
};

/// The whole of a function with one handle as its output.
template <class H, class Make>
tenure_status make_handle(H** out, tenure_error** err, Make&& make) noexcept {
  return guarded(err, [&] {
    HandleOut<H> result(out, "out");
    result.set(std::forward<Make>(make)());
    result.deliver();
  });
}

}  // namespace tenure::capi
