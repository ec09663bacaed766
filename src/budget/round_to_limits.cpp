#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "budget/many_limits.hpp"

namespace tenure::budget {
namespace {

/// Another offer for a client, and what it loses at the prices of the limits.
struct Move {
  std::size_t client = 0;
  std::int32_t to = kNoOffer;
  double rank = 0.0;

  friend bool operator<(const Move& a, const Move& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.client != b.client ? a.client < b.client : a.to < b.to;
  }
};

class Rounding {
 public:
  Rounding(const Offers& offers, const OfferRows& rows, OfferPlan& plan)
      : offers_(offers),
        rows_(rows),
        plan_(plan),
        worth_(offers, rows, plan.prices),
        left_(rows.bounds() - rows.matrix() * rows.use_of(offers, plan.choices)),
        slack_(rows.bounds().cwiseAbs().cwiseMax(1.0) * kRounding) {}

  /// Takes the moves that lose least a unit of the most overrun limit, limit after limit.
  bool repair() {
    const auto rounds = 20 * rows_.rows().size();
    for (std::size_t round = 0; round < rounds; ++round) {
      const auto worst = worst_row();
      if (!worst) return true;
      if (!relieve(*worst)) return false;
    }
    return !worst_row();
  }

  /// Takes moves that raise the value and fit, those that lose least at the prices first.
  void improve() {
    for (int pass = 0; pass < 20; ++pass) {
      const double gap = plan_.bound - value();
      std::vector<Move> moves;
      for_all_moves([&](std::size_t i, std::int32_t from, std::int32_t to) {
        const double loss = worth_(i, from) - worth_(i, to);
        if (offers_.value(i, to) > offers_.value(i, from) && loss < gap) {
          moves.push_back({i, to, loss});
        }
      });
      std::ranges::sort(moves, std::less<>{});
      bool moved = false;
      for (const Move& move : moves) {
        const std::int32_t from = plan_.choices[move.client];
        if (!(offers_.value(move.client, move.to) > offers_.value(move.client, from))) continue;
        const Eigen::VectorXd left = left_ - change(move.client, from, move.to);
        if ((left.array() < left_.array().min(0.0) - slack_.array()).any()) continue;
        apply(move, left);
        moved = true;
      }
      if (!moved) return;
    }
  }

 private:
  static constexpr double kRounding = 1e-11;  ///< of a limit, by which sums may pass it

  [[nodiscard]] double value() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < plan_.choices.size(); ++i) {
      sum += offers_.value(i, plan_.choices[i]);
    }
    return sum;
  }

  template <class Visit>
  void for_all_moves(const Visit& visit) const {
    for (std::size_t i = 0; i < plan_.choices.size(); ++i) {
      for (std::int32_t j = kNoOffer; j < static_cast<std::int32_t>(offers_.count()); ++j) {
        if (j != plan_.choices[i]) visit(i, plan_.choices[i], j);
      }
    }
  }

  /// Of M u, when a client's offer changes.
  [[nodiscard]] Eigen::VectorXd change(std::size_t i, std::int32_t from, std::int32_t to) const {
    const auto& m = rows_.matrix();
    Eigen::VectorXd result =
        m.col(rows_.segment_of(i)) * (offers_.cost(i, to) - offers_.cost(i, from));
    if (from != kNoOffer) result -= m.col(rows_.channel_of(from));
    if (to != kNoOffer) result += m.col(rows_.channel_of(to));
    return result;
  }

  [[nodiscard]] double change_of_row(Eigen::Index row, std::size_t i, std::int32_t from,
                                     std::int32_t to) const {
    const auto& m = rows_.matrix();
    double result = m(row, rows_.segment_of(i)) * (offers_.cost(i, to) - offers_.cost(i, from));
    if (from != kNoOffer) result -= m(row, rows_.channel_of(from));
    if (to != kNoOffer) result += m(row, rows_.channel_of(to));
    return result;
  }

  [[nodiscard]] std::optional<Eigen::Index> worst_row() const {
    Eigen::Index worst = 0;
    const double least = (left_.array() / slack_.array()).minCoeff(&worst);
    return least < -1.0 ? std::optional(worst) : std::nullopt;
  }

  bool relieve(Eigen::Index row) {
    std::vector<Move> moves;
    for_all_moves([&](std::size_t i, std::int32_t from, std::int32_t to) {
      const double relief = -change_of_row(row, i, from, to);
      if (relief > 0.0) moves.push_back({i, to, (worth_(i, from) - worth_(i, to)) / relief});
    });
    std::ranges::sort(moves, std::less<>{});
    bool moved = false;
    for (const Move& move : moves) {
      if (left_[row] >= -slack_[row]) return true;
      const std::int32_t from = plan_.choices[move.client];
      if (-change_of_row(row, move.client, from, move.to) <= 0.0) continue;
      const Eigen::VectorXd left = left_ - change(move.client, from, move.to);
      // No limit that is kept may be broken by it, nor a broken one further.
      Eigen::ArrayXd worse = left.array() - left_.array().min(0.0);
      worse[row] = 0.0;
      if ((worse < -slack_.array()).any()) continue;
      apply(move, left);
      moved = true;
    }
    return moved;
  }

  void apply(const Move& move, const Eigen::VectorXd& left) {
    left_ = left;
    plan_.choices[move.client] = move.to;
  }

  const Offers& offers_;
  const OfferRows& rows_;
  OfferPlan& plan_;
  Worth worth_;
  Eigen::VectorXd left_;   ///< b - M u
  Eigen::VectorXd slack_;  ///< of each row
};

}  // namespace

bool round_to_limits(const Offers& offers, const OfferRows& rows, OfferPlan& plan) {
  Rounding rounding(offers, rows, plan);
  if (!rounding.repair()) return false;
  rounding.improve();
  return true;
}

}  // namespace tenure::budget
