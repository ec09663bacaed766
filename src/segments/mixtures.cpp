#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "math/linear_algebra.hpp"
#include "math/random.hpp"
#include "segments/covariance_family.hpp"
#include "segments/k_means_runs.hpp"
#include "segments/mixture_fit.hpp"
#include <tenure/error.hpp>

namespace tenure {
namespace {

using segment::Component;
using segment::FeatureSpace;
using segment::MixtureFit;

constexpr int family_count = 11;

void check(const MixtureOptions& options, std::size_t clients) {
  const auto refuse = [](const std::string& message, const char* argument) {
    throw Error(Status::invalid_argument, "mixture: " + message, argument);
  };
  constexpr int most = 1'000'000;
  if (options.from < 1 || options.to < options.from) refuse("1 <= from <= to", "from");
  if (static_cast<std::size_t>(options.to) > clients) {
    refuse(std::to_string(options.to) + " components of " + std::to_string(clients) + " clients",
           "to");
  }
  if (options.starts < 1 || options.starts > most) {
    refuse("starts must be 1 to 1000000, not " + std::to_string(options.starts), "starts");
  }
  if (options.max_iterations < 1 || options.max_iterations > most) {
    refuse("max_iterations must be 1 to 1000000, not " + std::to_string(options.max_iterations),
           "max_iterations");
  }
  if (!(options.tolerance > 0.0 && options.tolerance < 1.0)) {
    refuse("tolerance must be between 0 and 1, not " + to_text(options.tolerance), "tolerance");
  }
}

/// The same clients on their principal axes, each of variance 1: clusters that are long in one
/// direction are apart there.
FeatureSpace on_principal_axes(const FeatureSpace& space) {
  const auto n = static_cast<Eigen::Index>(space.rows());
  const auto d = static_cast<Eigen::Index>(space.columns());
  using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::Map<const Rows> given(space.values().data(), n, d);
  const Eigen::MatrixXd centred = given.rowwise() - given.colwise().mean();
  const auto [variances, directions] = math::symmetric_eigen(
      math::weighted_squares(centred, Eigen::VectorXd::Constant(n, 1.0 / static_cast<double>(n))));
  const double least = 1e-12 * variances.maxCoeff();
  const Eigen::VectorXd scale = variances.unaryExpr(
      [least](double variance) { return variance > least ? 1.0 / std::sqrt(variance) : 0.0; });
  const Rows turned = math::product(centred, directions) * scale.asDiagonal();
  return space.with_values({turned.data(), turned.data() + turned.size()});
}

/// First assignments of clients to components: the best clusters of k-means, as they are and on
/// principal axes in turn; then clusters around drawn seeds, which are worse and lead elsewhere.
std::vector<std::vector<std::int32_t>> first_assignments(const FeatureSpace& space,
                                                         const FeatureSpace& turned, int components,
                                                         const MixtureOptions& options) {
  std::vector<std::vector<std::int32_t>> starts;
  for (int start = 0; start < options.starts; ++start) {
    KMeansOptions runs{.clusters = components, .seed = options.seed};
    const bool is_drawn = start >= 2;
    if (is_drawn) {
      runs.restarts = 1;
      runs.max_iterations = 1;
      runs.seed = options.seed + static_cast<std::uint64_t>(start);
    }
    const FeatureSpace& in = start % 2 == 0 ? space : turned;
    starts.push_back(segment::k_means_partition(in, runs, {}, Execution{.threads = 1}).cluster);
    if (components == 1) break;
  }
  return starts;
}

struct Model {
  CovarianceFamily family;
  std::size_t components;
  double parameters = 0;
  double bic = 0;
  MixtureFit fit;
};

Model best_of_starts(const FeatureSpace& space, CovarianceFamily family, int components,
                     const std::vector<std::vector<std::int32_t>>& starts,
                     const MixtureOptions& options, const Execution& execution) {
  const auto k = static_cast<std::size_t>(components), d = space.columns();
  Model best{.family = family, .components = k, .parameters = 0, .bic = 0, .fit = {}};
  best.fit.singular = true;
  for (const auto& start : starts) {
    MixtureFit fit = segment::fit_mixture(space, family, start, k, options.max_iterations,
                                          options.tolerance, execution);
    const bool is_better =
        !fit.singular && (best.fit.singular || fit.log_likelihood > best.fit.log_likelihood);
    if (is_better) best.fit = std::move(fit);
  }
  best.parameters =
      static_cast<double>(k * d + k - 1) + segment::covariance_parameters(family, k, d);
  best.bic =
      2.0 * best.fit.log_likelihood - best.parameters * std::log(static_cast<double>(space.rows()));
  return best;
}

Table model_table(const std::vector<Model>& models, std::size_t chosen) {
  TextColumn family, status;
  std::vector<std::int64_t> components, iterations;
  std::vector<double> log_likelihood, parameters, bic;
  std::vector<std::uint8_t> valid, is_chosen(models.size());
  is_chosen[chosen] = 1;
  for (const Model& model : models) {
    const bool is_fitted = !model.fit.singular;
    family.push_back(to_string(model.family));
    components.push_back(static_cast<std::int64_t>(model.components));
    log_likelihood.push_back(is_fitted ? model.fit.log_likelihood : 0.0);
    parameters.push_back(model.parameters);
    bic.push_back(is_fitted ? model.bic : 0.0);
    iterations.push_back(is_fitted ? model.fit.iterations : 0);
    status.push_back(!is_fitted ? "singular" : model.fit.converged ? "converged" : "not converged");
    valid.push_back(is_fitted);
  }
  return Table::Builder()
      .text("family", std::move(family))
      .int64("components", std::move(components))
      .float64("log_likelihood", std::move(log_likelihood), valid)
      .float64("parameters", std::move(parameters))
      .float64("bic", std::move(bic), valid)
      .int64("iterations", std::move(iterations))
      .text("status", std::move(status))
      .boolean("chosen", std::move(is_chosen))
      .build();
}

/// From the largest share downwards.
void order_components(MixtureFit& fit) {
  std::ranges::stable_sort(fit.components, std::ranges::greater(), &Component::share);
}

void add_components(const FeatureSpace& space, const MixtureFit& fit,
                    const std::vector<std::int32_t>& assigned, MixtureResult& result) {
  const std::size_t columns = space.columns();
  std::vector<std::int64_t> component, clients(fit.components.size());
  std::vector<double> share, volume;
  for (const std::int32_t k : assigned) ++clients[static_cast<std::size_t>(k)];
  std::vector<std::int64_t> of_mean, of_covariance;
  TextColumn feature, row_feature, other_feature;
  std::vector<double> mean, compared, sd, covariance;
  for (std::size_t k = 0; k < fit.components.size(); ++k) {
    const Component& each = fit.components[k];
    component.push_back(static_cast<std::int64_t>(k));
    share.push_back(each.share);
    // The root of the determinant.
    volume.push_back(math::cholesky(each.covariance)->lower.diagonal().prod());
    for (std::size_t a = 0; a < columns; ++a) {
      const auto i = static_cast<Eigen::Index>(a);
      of_mean.push_back(component.back());
      feature.push_back(space.name(a));
      mean.push_back(space.in_units(a, each.mean[i]));
      compared.push_back(each.mean[i]);
      sd.push_back(std::sqrt(each.covariance(i, i)));
      for (std::size_t b = 0; b < columns; ++b) {
        of_covariance.push_back(component.back());
        row_feature.push_back(space.name(a));
        other_feature.push_back(space.name(b));
        covariance.push_back(each.covariance(i, static_cast<Eigen::Index>(b)));
      }
    }
  }
  result.components = Table::Builder()
                          .int64("component", std::move(component))
                          .float64("share", std::move(share))
                          .int64("clients", std::move(clients))
                          .float64("volume", std::move(volume))
                          .build();
  result.means = Table::Builder()
                     .int64("component", std::move(of_mean))
                     .text("feature", std::move(feature))
                     .float64("mean", std::move(mean))
                     .float64("compared", std::move(compared))
                     .float64("sd", std::move(sd))
                     .build();
  result.covariances = Table::Builder()
                           .int64("component", std::move(of_covariance))
                           .text("feature", std::move(row_feature))
                           .text("other_feature", std::move(other_feature))
                           .float64("covariance", std::move(covariance))
                           .build();
}

void add_clients(segment::Membership membership, MixtureResult& result) {
  std::vector<double> uncertainty;
  for (const double p : membership.probability) uncertainty.push_back(1.0 - p);
  result.clients =
      Table::Builder()
          .int64("component", {membership.component.begin(), membership.component.end()})
          .float64("probability", std::move(membership.probability))
          .float64("uncertainty", std::move(uncertainty))
          .build();
}

}  // namespace

MixtureResult mixture(const Features& features, const MixtureOptions& options,
                      const Execution& execution) {
  const FeatureSpace space(features);
  check(options, space.rows());
  std::vector<CovarianceFamily> families(options.families.begin(), options.families.end());
  for (int i = 0; families.size() < family_count && options.families.empty(); ++i) {
    families.push_back(static_cast<CovarianceFamily>(i));
  }

  const FeatureSpace turned = on_principal_axes(space);
  std::vector<Model> models;
  std::optional<std::size_t> chosen;
  const double all = static_cast<double>(families.size()) * (options.to - options.from + 1);
  for (int components = options.from; components <= options.to; ++components) {
    const auto starts = first_assignments(space, turned, components, options);
    for (const CovarianceFamily family : families) {
      const double done = static_cast<double>(models.size()) / all;
      models.push_back(best_of_starts(space, family, components, starts, options,
                                      share_of(execution, done, done)));
      const Model& last = models.back();
      if (!last.fit.singular && (!chosen || last.bic > models[*chosen].bic)) {
        chosen = models.size() - 1;
      }
    }
  }
  if (!chosen) {
    throw Error(Status::invalid_data,
                "mixture: every model has a singular component; fewer components, fewer measures "
                "or simpler families are needed",
                "values");
  }

  Model& best = models[*chosen];
  order_components(best.fit);
  MixtureResult result;
  result.family = best.family;
  result.components_chosen = static_cast<int>(best.components);
  result.log_likelihood = best.fit.log_likelihood;
  result.bic = best.bic;
  segment::Membership members = segment::membership(space, best.fit, share_of(execution, 1.0, 1.0));
  add_components(space, best.fit, members.component, result);
  add_clients(std::move(members), result);
  result.models = model_table(models, *chosen);
  result.features = space.table();
  return result;
}

}  // namespace tenure
