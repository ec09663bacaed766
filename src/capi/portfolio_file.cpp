#include <string>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include <tenure/c/portfolio.h>
#include <tenure/portfolio.hpp>

using namespace tenure::capi;
using tenure::Portfolio;

tenure_status tenure_portfolio_load(const char* path, tenure_portfolio** out, tenure_error** err) {
  return make_handle(out, err, [&] { return Portfolio::load(std::string(text(path, "path"))); });
}

tenure_status tenure_portfolio_save(const tenure_portfolio* portfolio, const char* path,
                                    tenure_error** err) {
  return guarded(err,
                 [&] { value_of(portfolio, "portfolio").save(std::string(text(path, "path"))); });
}
