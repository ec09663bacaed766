#pragma once

#include <string>

#include <tenure/c/portfolio.h>
#include <tenure/portfolio.hpp>

namespace tenure::capi {

/// NULL: the defaults of ImportOptions. `name` is the parameter's.
ImportOptions to_import_options(const tenure_import_options* options,
                                const std::string& name = "options");

/// NULL: the default names of PurchaseColumns.
PurchaseColumns to_purchase_columns(const tenure_purchase_columns* columns);

}  // namespace tenure::capi
