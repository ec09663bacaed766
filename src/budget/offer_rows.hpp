/// The limits of an allocation as rows of M u <= b, where u holds the spending of each segment,
/// then the offers of each channel.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "budget/offers.hpp"

namespace tenure::budget {

/// Without segments or channels there is one of them.
class OfferRows {
 public:
  explicit OfferRows(const OfferLimits& limits);

  struct Row {
    std::string name;
    double limit;
    bool floor;  ///< its row of M and b is turned round
  };

  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] const Eigen::MatrixXd& matrix() const { return matrix_; }
  [[nodiscard]] const Eigen::VectorXd& bounds() const { return bounds_; }

  [[nodiscard]] std::size_t segments() const { return segments_; }
  [[nodiscard]] std::size_t channels() const { return channels_; }
  /// Positions in u.
  [[nodiscard]] Eigen::Index segment_of(std::size_t client) const {
    return segments_ == 1 ? 0 : static_cast<Eigen::Index>(limits_.segment[client]);
  }
  [[nodiscard]] Eigen::Index channel_of(std::int32_t offer) const {
    const auto first = static_cast<Eigen::Index>(segments_);
    const auto j = static_cast<std::size_t>(offer);
    return first + (channels_ == 1 ? 0 : static_cast<Eigen::Index>(limits_.channel[j]));
  }

  /// u of a choice for every client.
  [[nodiscard]] Eigen::VectorXd use_of(const Offers& offers, const Choices& choices) const;

 private:
  void add(std::string name, double limit, bool floor, Eigen::Index first, Eigen::Index count);

  const OfferLimits& limits_;
  std::size_t segments_, channels_;
  std::vector<Row> rows_;
  Eigen::MatrixXd matrix_;
  Eigen::VectorXd bounds_;
};

}  // namespace tenure::budget
