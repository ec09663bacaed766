// The shifted beta-geometric model of contracts: at the end of each period a client leaves with
// his own probability theta ~ Beta(alpha, beta).
//
// P. S. Fader & B. G. S. Hardie (2007), "How to project customer retention", Journal of Interactive
// Marketing 21 (1).

#include "models/contract.hpp"
#include "models/geometric_lifetime.hpp"
#include "models/kernel_model.hpp"
#include "models/table_of_models.hpp"

namespace tenure::model {

template <class Real>
class ShiftedBetaGeometric : public Contract<Real, GeometricLifetime<Real>> {
 public:
  static constexpr int kParameters = 2;

  static ModelTraits traits() {
    static constexpr std::array<std::string_view, 2> kNames{"alpha", "beta"};
    return {.info = {.name = "shifted_beta_geometric",
                     .title = "Shifted beta-geometric",
                     .kind = ModelKind::contracts,
                     .parameters = kNames,
                     .reference = "Fader & Hardie (2007), How to project customer retention, "
                                  "Journal of Interactive Marketing 21(1)"},
            .boundaries = kContractBoundaries,
            .clock = Clock::renewals};
  }

  /// The share of contracts that ended, spread evenly.
  static std::array<double, 2> starting_values(const Histories& histories) {
    const RenewalCount count = count_renewals(histories);
    return {1.0, std::max(count.renewals, 0.5) / std::max(count.departures, 0.5)};
  }

  explicit ShiftedBetaGeometric(const std::array<Real, 2>& parameters)
      : Contract<Real, GeometricLifetime<Real>>({parameters[0], parameters[1]}) {}
};

const PurchaseModel& shifted_beta_geometric() {
  static const KernelModel<ShiftedBetaGeometric> model;
  return model;
}

}  // namespace tenure::model
