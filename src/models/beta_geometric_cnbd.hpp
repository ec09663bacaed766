/// What the BG/CNBD-k and the MBG/CNBD-k model have in common: all but the first chance to leave.
///
/// T. Reutterer, M. Platzer & N. Schroeder (2021), "Leveraging purchase regularity for predicting
/// customer behavior the easy way", International Journal of Research in Marketing 38 (1).
#pragma once

#include <array>
#include <string_view>

#include "models/beta_geometric_nbd.hpp"
#include "models/erlang_timing.hpp"
#include "models/purchase_model.hpp"

namespace tenure::model {

template <class Real, FirstChanceToLeave kFirstChance>
class BetaGeometricCnbd : public BetaGeometricNbd<Real, kFirstChance, ErlangTiming<Real>> {
 public:
  using BetaGeometricNbd<Real, kFirstChance, ErlangTiming<Real>>::BetaGeometricNbd;

 protected:
  static ModelTraits traits_of(std::string_view name, std::string_view title, int k,
                               const PurchaseModel& (*of_regularity)(int)) {
    return {.info = {.name = name,
                     .title = title,
                     .kind = ModelKind::purchases,
                     .parameters = kBetaGeometricParameters,
                     .reference = "Reutterer, Platzer & Schroeder (2021), Leveraging purchase "
                                  "regularity for predicting customer behavior the easy way, IJRM "
                                  "38(1)",
                     .max_regularity = kMaxRegularity},
            .boundaries = kBetaGeometricBoundaries,
            .regularity = k,
            .of_regularity = of_regularity};
  }
};

}  // namespace tenure::model
