// The MBG/CNBD-k model: a client may leave right after any purchase, his first included, as in the
// MBG/NBD model, and buys regularly: the times between purchases are Erlang(k) distributed.
//
// T. Reutterer, M. Platzer & N. Schroeder (2021), "Leveraging purchase regularity for predicting
// customer behavior the easy way", International Journal of Research in Marketing 38 (1).

#include "models/beta_geometric_nbd.hpp"
#include "models/erlang_timing.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class MbgCnbdK
    : public BetaGeometricNbd<Real, FirstChanceToLeave::first_purchase, ErlangTiming<Real>> {
 public:
  using BetaGeometricNbd<Real, FirstChanceToLeave::first_purchase,
                         ErlangTiming<Real>>::BetaGeometricNbd;

  static ModelTraits traits(int k) {
    return {.info = {.name = "mbg_cnbd_k",
                     .title = "MBG/CNBD-k",
                     .kind = ModelKind::purchases,
                     .parameters = kBetaGeometricParameters,
                     .reference = "Reutterer, Platzer & Schroeder (2021), Leveraging purchase "
                                  "regularity for predicting customer behavior the easy way, IJRM "
                                  "38(1)",
                     .max_regularity = kMaxRegularity},
            .boundaries = kBetaGeometricBoundaries,
            .regularity = k,
            .of_regularity = mbg_cnbd_k};
  }
};

const PurchaseModel& mbg_cnbd_k(int k) { return model_of_regularity<MbgCnbdK, kMaxRegularity>(k); }

}  // namespace tenure::model
