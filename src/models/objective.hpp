/// What a fit minimises: minus the log-likelihood of cells, with the penalty of the priors, by the
/// logarithms of the parameters.
#pragma once

#include <Eigen/Core>

#include "models/cells.hpp"
#include "models/priors.hpp"
#include "models/purchase_model.hpp"
#include "optim/trust_region.hpp"
#include <tenure/execution.hpp>

namespace tenure::model {

/// Over cells, chunk by chunk, the chunks added in order: the same bits for every number of
/// threads.
[[nodiscard]] LikelihoodSum likelihood_of(const PurchaseModel& model, const Cells& cells,
                                          std::span<const double> parameters,
                                          const Execution& execution, std::string_view stage);

/// Holds references to all it is made of but the penalty.
class Objective {
 public:
  Objective(const PurchaseModel& model, const Cells& cells, LogNormalPenalty penalty,
            const Execution& execution, std::string_view stage = "fit");

  /// Not finite where a parameter leaves the range of double.
  optim::SecondOrder operator()(const Eigen::VectorXd& log_parameters);
  [[nodiscard]] const LogNormalPenalty& penalty() const { return penalty_; }

 private:
  LikelihoodSum likelihood(const Eigen::VectorXd& parameters);
  [[nodiscard]] Execution reporting() const;

  const PurchaseModel& model_;
  const Cells& cells_;
  LogNormalPenalty penalty_;
  const Execution& execution_;
  std::string_view stage_;
  int evaluation_ = 0;
};

}  // namespace tenure::model
