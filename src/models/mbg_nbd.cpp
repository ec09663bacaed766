// The modified BG/NBD model: a client may leave right after any purchase, his first included.
//
// E. P. Batislam, M. Denizel & A. Filiztekin (2007), "Empirical validation and comparison of models
// for customer base analysis", International Journal of Research in Marketing 24 (3).

#include "models/beta_geometric_nbd.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class MbgNbd : public BetaGeometricNbd<Real, FirstChanceToLeave::first_purchase> {
 public:
  using BetaGeometricNbd<Real, FirstChanceToLeave::first_purchase>::BetaGeometricNbd;

  static ModelTraits traits() {
    return {.info = {.name = "mbg_nbd",
                     .title = "MBG/NBD",
                     .kind = ModelKind::purchases,
                     .parameters = kBetaGeometricParameters,
                     .reference = "Batislam, Denizel & Filiztekin (2007), Empirical validation and "
                                  "comparison of models for customer base analysis, IJRM 24(3)"},
            .boundaries = kBetaGeometricBoundaries};
  }
};

const PurchaseModel& mbg_nbd() {
  static const KernelModel<MbgNbd> model;
  return model;
}

}  // namespace tenure::model
