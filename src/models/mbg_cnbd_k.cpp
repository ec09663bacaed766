// The MBG/CNBD-k model: a client may leave right after any purchase, his first included, as in the
// MBG/NBD model, and buys regularly: the times between purchases are Erlang(k) distributed.

#include "models/beta_geometric_cnbd.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class MbgCnbdK : public BetaGeometricCnbd<Real, FirstChanceToLeave::first_purchase> {
  using Base = BetaGeometricCnbd<Real, FirstChanceToLeave::first_purchase>;

 public:
  using Base::Base;
  static ModelTraits traits(int k) {
    return Base::traits_of("mbg_cnbd_k", "MBG/CNBD-k", k, mbg_cnbd_k);
  }
};

const PurchaseModel& mbg_cnbd_k(int k) { return model_of_regularity<MbgCnbdK, kMaxRegularity>(k); }

}  // namespace tenure::model
