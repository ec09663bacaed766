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
  [[nodiscard]] double p_longer(double t) const;
  [[nodiscard]] double p_shorter(double t) const;
  /// The t with p_longer(t) = p, 0 < p < 1; infinite if it is above the range of double.
  [[nodiscard]] double exceeded_with(double p) const;
  /// The median of the wait given that it is longer than t.
  [[nodiscard]] double median_after(double t) const;

 private:
  double shape_;  // of lambda given the client's waits
  double rate_;
  double k_;
};

}  // namespace tenure::cycle
