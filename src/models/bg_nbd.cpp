// The BG/NBD model: a client may leave right after any repeat purchase.
//
// P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), "'Counting your customers' the easy way: an
// alternative to the Pareto/NBD model", Marketing Science 24 (2).

#include "models/beta_geometric_nbd.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class BgNbd : public BetaGeometricNbd<Real, FirstChanceToLeave::first_repeat> {
 public:
  using BetaGeometricNbd<Real, FirstChanceToLeave::first_repeat>::BetaGeometricNbd;

  static ModelTraits traits() {
    return {
        .info = {.name = "bg_nbd",
                 .title = "BG/NBD",
                 .kind = ModelKind::purchases,
                 .parameters = kBetaGeometricParameters,
                 .reference = "Fader, Hardie & Lee (2005), \"Counting your customers\" the easy "
                              "way, Marketing Science 24(2)"},
        .boundaries = kBetaGeometricBoundaries};
  }
};

const PurchaseModel& bg_nbd() {
  static const KernelModel<BgNbd> model;
  return model;
}

}  // namespace tenure::model
