#include <limits>
#include <optional>
#include <string_view>
#include <variant>

#include "capi/arrow_stream.hpp"
#include "capi/bytes.hpp"
#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/import_options.hpp"
#include "capi/purchase_arrays.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/c/portfolio.h>
#include <tenure/portfolio.hpp>

using namespace tenure::capi;
using tenure::PortfolioBuilder;

namespace {

tenure_purchase default_purchase() {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  return {sizeof(tenure_purchase),
          TENURE_CLIENT_NONE,
          TENURE_NO_DAY,
          0,
          nullptr,
          kNone,
          kNone,
          nullptr,
          nullptr,
          nullptr,
          kNone};
}

std::variant<std::monostate, std::int64_t, std::string_view> client_of(
    const tenure_purchase& purchase) {
  switch (purchase.client_kind) {
    case TENURE_CLIENT_NONE:
      return std::monostate{};
    case TENURE_CLIENT_NUMBER:
      return purchase.client_number;
    case TENURE_CLIENT_TEXT:
      return optional_text(purchase.client_text);
    default:
      refuse("purchase.client_kind", " must be 0 to 2");
  }
}

std::optional<std::string_view> text_if_any(const char* text) {
  if (text == nullptr || *text == '\0') return std::nullopt;
  return text;
}

PortfolioBuilder::Row to_row(const tenure_purchase* purchase) {
  const auto given = read_needed_struct(purchase, default_purchase(), "purchase");
  PortfolioBuilder::Row row;
  row.client = client_of(given);
  row.day = tenure::Day{given.day};
  row.amount = optional_number(given.amount);
  row.cost = optional_number(given.cost);
  row.order_id = text_if_any(given.order_id);
  row.category = text_if_any(given.category);
  row.channel = text_if_any(given.channel);
  row.quantity = optional_number(given.quantity);
  return row;
}

}  // namespace

tenure_status tenure_purchase_init(tenure_purchase* purchase, size_t size) {
  return init_struct(purchase, size, default_purchase());
}

tenure_status tenure_portfolio_builder_new(const tenure_import_options* options,
                                           tenure_portfolio_builder** out, tenure_error** err) {
  return make_handle(out, err, [&] { return PortfolioBuilder(to_import_options(options)); });
}

tenure_status tenure_portfolio_builder_push(tenure_portfolio_builder* builder,
                                            const tenure_purchase* purchase, tenure_error** err) {
  return guarded(err, [&] { value_of(builder, "builder").push(to_row(purchase)); });
}

tenure_status tenure_portfolio_builder_push_arrays(tenure_portfolio_builder* builder,
                                                   const tenure_purchase_arrays* rows,
                                                   tenure_error** err) {
  return guarded(err, [&] {
    const PurchaseLog purchases(rows, "rows");
    value_of(builder, "builder").push(purchases.log());
  });
}

tenure_status tenure_portfolio_builder_push_arrow(tenure_portfolio_builder* builder,
                                                  struct ArrowArrayStream* stream,
                                                  const tenure_purchase_columns* columns,
                                                  tenure_error** err) {
  const StreamGuard guard(stream);
  return guarded(
      err, [&] { value_of(builder, "builder").push(guard.get(), to_purchase_columns(columns)); });
}

tenure_status tenure_portfolio_builder_merge(tenure_portfolio_builder* builder,
                                             tenure_portfolio_builder* other, tenure_error** err) {
  return guarded(err, [&] {
    if (builder == other && builder != nullptr) refuse("other", " is the builder itself");
    value_of(builder, "builder").merge(std::move(value_of(other, "other")));
  });
}

tenure_status tenure_portfolio_builder_to_bytes(const tenure_portfolio_builder* builder,
                                                tenure_bytes** out, tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(builder, "builder").to_bytes(); });
}

tenure_status tenure_portfolio_builder_from_bytes(const uint8_t* bytes, int64_t byte_count,
                                                  tenure_portfolio_builder** out,
                                                  tenure_error** err) {
  return make_handle(out, err,
                     [&] { return PortfolioBuilder::from_bytes(to_bytes(bytes, byte_count)); });
}

tenure_status tenure_portfolio_builder_rows(const tenure_portfolio_builder* builder, int64_t* out,
                                            tenure_error** err) {
  return make_scalar(out, err, [&] { return value_of(builder, "builder").rows_read(); });
}

tenure_status tenure_portfolio_builder_build(tenure_portfolio_builder* builder,
                                             const tenure_execution* execution,
                                             tenure_portfolio** out, tenure_error** err) {
  return make_handle(out, err,
                     [&] { return value_of(builder, "builder").build(to_execution(execution)); });
}

void tenure_portfolio_builder_free(tenure_portfolio_builder* builder) { free_handle(builder); }
