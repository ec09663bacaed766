/// How regularity differs between clients, and what one client's intervals say of his own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/execution.hpp>

namespace tenure::cycle {

/// A client's regularity given his intervals and the base; the bounds hold it with a probability.
struct OwnRegularity {
  double k, from, to;
};

/// ln k is normal between clients. Each client's intervals tell of his k by their shares of their
/// sum alone, as in estimate_regularity(); the mean and the variance of ln k are those of greatest
/// marginal likelihood, by quadrature on a grid of k.
class RegularityLaw {
 public:
  /// x: numbers of intervals; t_x: their sums; `log_interpurchase`: sums of their logarithms,
  /// empty if they are not known. Of many clients at most `most_clients`, evenly spread, are used.
  RegularityLaw(std::span<const double> x, std::span<const double> t_x,
                std::span<const double> log_interpurchase, double base_k,
                const Execution& execution);

  /// Standard deviation of ln k between clients; 0 if all may well have the same.
  [[nodiscard]] double spread() const noexcept { return sd_; }
  /// The posterior of one client, his k being its median; that of the base if he has fewer than two
  /// intervals or `level` bounds are all there is to know.
  [[nodiscard]] OwnRegularity of(double x, double t_x, double log_interpurchase,
                                 double level) const;
  [[nodiscard]] bool tells(double x, double t_x, double log_interpurchase) const;

  static constexpr std::size_t most_clients = 10'000;

 private:
  [[nodiscard]] std::vector<double> log_likelihoods(double x, double log_shares) const;
  void fit(const std::vector<std::vector<double>>& likelihoods, const Execution& execution);
  void set_prior(double mean, double sd);

  std::vector<double> log_k_, log_gamma_k_;  // the grid
  std::vector<double> log_gamma_nk_;         // of few intervals n: rows of the grid
  std::vector<double> log_prior_;
  double mean_ = 0, sd_ = 0;  // of ln k
};

}  // namespace tenure::cycle
