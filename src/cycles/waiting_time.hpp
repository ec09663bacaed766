/// The wait of one client for his next purchase, learnt from the base and from his own waits.
#pragma once

namespace tenure::cycle {

/// What the base knows of a client: waits are Gamma(k, k lambda), of mean 1 / lambda, and lambda
/// is Gamma(r, alpha) between clients. After x waits that took t_x together the next wait w obeys
/// P(w > t) = I_z(r + k x, k), z = (alpha + k t_x) / (alpha + k t_x + k t).
class WaitingTime {
 public:
  WaitingTime(double r, double alpha, double k, double x, double t_x)
      : shape_(r + k * x), rate_(alpha + k * t_x), k_(k) {}

  /// One over the expected lambda.
  [[nodiscard]] double usual() const { return rate_ / shape_; }
  /// One over lambda is shorter with probability p; infinite if it is above the range of double.
  [[nodiscard]] double usual_quantile(double p) const;
  [[nodiscard]] double p_longer(double t) const;
  [[nodiscard]] double p_shorter(double t) const;
  /// The t with p_longer(t) = p, 0 < p < 1; infinite if it is above the range of double.
  [[nodiscard]] double exceeded_with(double p) const;
  /// What the wait, given that it is longer than t, exceeds with probability p.
  [[nodiscard]] double exceeded_after(double t, double p) const;

 private:
  double shape_;  // of lambda given the client's waits
  double rate_;
  double k_;
};

}  // namespace tenure::cycle
