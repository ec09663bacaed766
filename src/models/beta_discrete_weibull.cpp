// The beta-discrete-Weibull model of contracts: as the shifted beta-geometric, but a client's own
// probability of leaving falls (c < 1) or rises (c > 1) with the time he has been there.
//
// P. S. Fader, B. G. S. Hardie, Y. Liu, J. Davin & T. Steenburgh (2018), "'How to project customer
// retention' revisited: the role of duration dependence", Journal of Interactive Marketing 43.

#include "models/contract.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"
#include "models/weibull_lifetime.hpp"

namespace tenure::model {

template <class Real>
class BetaDiscreteWeibull : public Contract<Real, WeibullLifetime<Real>> {
 public:
  static constexpr int kParameters = 3;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 3> kNames{"alpha", "beta", "c"};
    static constexpr std::array kBoundaries{
        kContractBoundaries[0],
        kContractBoundaries[1],
        kContractBoundaries[2],
        kContractBoundaries[3],
        kContractBoundaries[4],
        kContractBoundaries[5],
        Boundary{2, Boundary::Side::zero, "a base in which contracts end at once or never"},
    };
    return {.info = {.name = "beta_discrete_weibull",
                     .title = "Beta-discrete-Weibull",
                     .kind = ModelKind::contracts,
                     .parameters = kNames,
                     .reference = "Fader, Hardie, Liu, Davin & Steenburgh (2018), \"How to project "
                                  "customer retention\" revisited, Journal of Interactive "
                                  "Marketing 43"},
            .boundaries = kBoundaries,
            .clock = Clock::renewals};
  }

  /// The share of contracts that ended, spread evenly, whatever the client's age.
  static std::array<double, 3> starting_values(const Histories& histories) {
    const RenewalCount count = count_renewals(histories);
    return {1.0, std::max(count.renewals, 0.5) / std::max(count.departures, 0.5), 1.0};
  }

  explicit BetaDiscreteWeibull(const std::array<Real, 3>& parameters)
      : Contract<Real, WeibullLifetime<Real>>({parameters[0], parameters[1], parameters[2]}) {}
};

const PurchaseModel& beta_discrete_weibull() {
  static const KernelModel<BetaDiscreteWeibull> model;
  return model;
}

}  // namespace tenure::model
