/// Log-normal priors of parameters, as a penalty on the logarithms of the parameters.
#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "optim/trust_region.hpp"
#include <tenure/model.hpp>

namespace tenure::model {

/// Throws Error(invalid_argument) unless each prior is of another parameter of the model, with a
/// centre and a standard deviation that are finite and above 0.
void check_priors(const ModelInfo& info, std::span<const Prior> priors);

/// Sum over the priors of ((log parameter - log centre) / sd)^2 / 2: minus the logarithm of their
/// density by the logarithms of the parameters, without its constant.
class LogNormalPenalty {
 public:
  LogNormalPenalty(const ModelInfo& info, std::span<const Prior> priors);

  /// The penalty for so much less data, in [0, 1].
  [[nodiscard]] LogNormalPenalty shared(double share) const;
  [[nodiscard]] double value(const Eigen::VectorXd& log_parameters) const;
  void add_to(optim::SecondOrder& objective, const Eigen::VectorXd& log_parameters) const;

 private:
  struct Term {
    Eigen::Index parameter;
    double log_centre;
    double curvature;  ///< 1 / sd^2
  };
  std::vector<Term> terms_;
};

}  // namespace tenure::model
