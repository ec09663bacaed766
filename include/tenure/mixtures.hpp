/// Gaussian mixtures: clusters of any shape, with a probability of each client to belong.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <tenure/clusters.hpp>

namespace tenure {

/// What the covariances of the components share: by the three letters of mclust, their volume,
/// shape and orientation are Equal, Variable or of the Identity matrix (J. D. Banfield & A. E.
/// Raftery 1993, G. Celeux & G. Govaert 1995).
enum class CovarianceFamily : std::int32_t {
  eii = 0,  ///< spheres of one size
  vii = 1,  ///< spheres
  eei = 2,  ///< along the axes, all the same
  vei = 3,  ///< along the axes, of one shape
  evi = 4,  ///< along the axes, of one volume
  vvi = 5,  ///< along the axes: measures independent within a component
  eee = 6,  ///< all the same
  eev = 7,  ///< of one volume and shape
  vev = 8,  ///< of one shape
  evv = 9,  ///< of one volume
  vvv = 10,
};

struct MixtureOptions {
  int from = 1;  ///< least number of components
  int to = 9;
  std::span<const CovarianceFamily> families = {};  ///< empty: all
  int starts = 5;  ///< from clusters of k-means and from drawn clients; the best is kept
  int max_iterations = 1000;
  double tolerance = 1e-9;  ///< relative rise of the log-likelihood at which a start ends
  std::uint64_t seed = 1;
};

struct MixtureResult {
  /// family, components, log_likelihood, parameters, bic, iterations, status ("converged", "not
  /// converged", "singular": some component shrank to fewer dimensions than there are measures, and
  /// has no likelihood), chosen. BIC is 2 log-likelihood - parameters ln(clients), as mclust has
  /// it: larger is better. On the compared scale of the features, before which a transform's own
  /// density is left out.
  Table models;
  /// Of the chosen one: component (0: the largest share), probability, uncertainty (1 less it).
  Table clients;
  Table components;  ///< component, share, clients (assigned), volume (root of the determinant)
  /// component, feature, mean (in the unit of the feature), compared, sd (on the compared scale).
  Table means;
  Table covariances;  ///< component, feature, other_feature, covariance (on the compared scale)
  Table features;     ///< as of k_means
  CovarianceFamily family = CovarianceFamily::eii;
  int components_chosen = 0;
  double log_likelihood = 0;
  double bic = 0;
};

/// Fits each family with each number of components by EM and chooses by BIC. Throws
/// Error(invalid_data) if no model can be fitted. The same bits for every thread count.
[[nodiscard]] MixtureResult mixture(const Features& features, const MixtureOptions& options = {},
                                    const Execution& execution = {});

/// "EII" ... "VVV".
[[nodiscard]] std::string_view to_string(CovarianceFamily family);

}  // namespace tenure
