// The BG/CNBD-k model: a client may leave right after any repeat purchase, as in the BG/NBD model,
// and buys regularly: the times between purchases are Erlang(k) distributed, exponential for k = 1.

#include "models/beta_geometric_cnbd.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class BgCnbdK : public BetaGeometricCnbd<Real, FirstChanceToLeave::first_repeat> {
  using Base = BetaGeometricCnbd<Real, FirstChanceToLeave::first_repeat>;

 public:
  using Base::Base;
  static ModelTraits traits(int k) {
    return Base::traits_of("bg_cnbd_k", "BG/CNBD-k", k, bg_cnbd_k);
  }
};

const PurchaseModel& bg_cnbd_k(int k) { return model_of_regularity<BgCnbdK, kMaxRegularity>(k); }

}  // namespace tenure::model
