#include <cmath>
#include <utility>
#include <vector>

#include "inference/predicted_quantity.hpp"
#include "value/cash_periods.hpp"

namespace tenure::inference {
namespace {

/// A quantity of purchases that enters the value with a factor.
struct Share {
  double factor;
  std::unique_ptr<PredictedQuantity> purchases;
};

/// Discounted purchases: of cash at each purchase themselves, of cash by the period a sum of
/// expectations at the periods' ends.
std::vector<Share> shares_of(const FittedModel& purchases, const Histories& histories,
                             const ClvOptions& options) {
  std::vector<Share> shares;
  if (options.timing == Timing::at_purchase) {
    shares.push_back(
        {1.0, quantity_of(purchases, histories, Predicted::discounted_purchases,
                          {.horizon = options.horizon, .discount = options.discount})});
    return shares;
  }
  const TimeUnit unit = purchases.unit();
  const double force = options.discount.force_per(unit);
  const double length = units_per_year(unit) / units_per_year(options.period);
  const auto periods = value::cash_periods(*options.horizon, length, options.timing);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    // An end closes its period and opens the next: it counts with the difference of their factors.
    const double next = i + 1 < periods.size() ? std::exp(-force * periods[i + 1].paid_at) : 0.0;
    shares.push_back({std::exp(-force * periods[i].paid_at) - next,
                      quantity_of(purchases, histories, Predicted::expected_purchases,
                                  {.horizon = periods[i].end})});
  }
  return shares;
}

Eigen::VectorXd both(const Eigen::VectorXd& first, const Eigen::VectorXd& second) {
  Eigen::VectorXd result(first.size() + second.size());
  result << first, second;
  return result;
}

Eigen::MatrixXd apart(const Eigen::MatrixXd& first, const Eigen::MatrixXd& second) {
  Eigen::MatrixXd result =
      Eigen::MatrixXd::Zero(first.rows() + second.rows(), first.cols() + second.cols());
  result.topLeftCorner(first.rows(), first.cols()) = first;
  result.bottomRightCorner(second.rows(), second.cols()) = second;
  return result;
}

/// Discounted purchases times expected spend times margin.
class LifetimeValue final : public PredictedQuantity {
 public:
  LifetimeValue(std::vector<Share> shares, std::unique_ptr<PredictedQuantity> spend,
                const ClvOptions& options)
      : PredictedQuantity(both(shares.front().purchases->parameters(), spend->parameters()),
                          apart(shares.front().purchases->covariance(), spend->covariance())),
        shares_(std::move(shares)),
        spend_(std::move(spend)),
        margin_(options.margin),
        margins_(options.margins.begin(), options.margins.end()) {}

  void evaluate(const Eigen::VectorXd& parameters, std::size_t begin, std::span<double> out,
                std::span<double> gradients) const override {
    const Eigen::Index first = shares_.front().purchases->parameters().size();
    const Eigen::VectorXd of_purchases = parameters.head(first);
    const Eigen::VectorXd of_spend = parameters.tail(parameters.size() - first);
    const auto in = [&](const Eigen::VectorXd& by) {  // room for derivatives, if they are wanted
      return gradients.empty() ? 0 : out.size() * static_cast<std::size_t>(by.size());
    };
    std::vector<double> part(out.size()), sum(out.size());
    std::vector<double> by(in(of_purchases)), sum_by(by.size()), spend_by(in(of_spend));
    for (const Share& share : shares_) {
      share.purchases->evaluate(of_purchases, begin, part, by);
      for (std::size_t i = 0; i < part.size(); ++i) sum[i] += share.factor * part[i];
      for (std::size_t i = 0; i < by.size(); ++i) sum_by[i] += share.factor * by[i];
    }
    const std::span spend(part);
    spend_->evaluate(of_spend, begin, spend, spend_by);
    const std::size_t k = sum_by.size() / out.size(), l = spend_by.size() / out.size();
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double kept = margin(begin + i);
      out[i] = sum[i] * spend[i] * kept;
      if (gradients.empty()) continue;
      const auto row = gradients.subspan(i * (k + l), k + l);
      for (std::size_t j = 0; j < k; ++j) row[j] = sum_by[i * k + j] * spend[i] * kept;
      for (std::size_t j = 0; j < l; ++j) row[k + j] = sum[i] * spend_by[i * l + j] * kept;
    }
  }

 private:
  [[nodiscard]] double margin(std::size_t client) const {
    return margins_.empty() ? margin_ : margins_[client];
  }

  std::vector<Share> shares_;
  std::unique_ptr<PredictedQuantity> spend_;
  double margin_;
  std::vector<double> margins_;
};

}  // namespace

std::unique_ptr<PredictedQuantity> lifetime_value(const FittedModel& purchases,
                                                  const FittedModel& spend,
                                                  const Histories& histories,
                                                  const ClvOptions& options) {
  return std::make_unique<LifetimeValue>(
      shares_of(purchases, histories, options),
      quantity_of(spend, histories, Predicted::expected_spend, {}), options);
}

}  // namespace tenure::inference
