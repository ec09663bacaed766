#include "models/gamma_rate.hpp"

#include <string>

#include <tenure/error.hpp>

namespace tenure::model {

GammaRate gamma_rate_of(const FittedModel& purchases) {
  const auto names = purchases.info().parameters;
  if (names.size() < 2 || names[0] != "r" || names[1] != "alpha") {
    throw Error(Status::not_supported,
                std::string(purchases.info().title) +
                    " has no purchase rate that is Gamma(r, alpha) between clients",
                "purchases");
  }
  return {purchases.parameters()[0], purchases.parameters()[1]};
}

}  // namespace tenure::model
