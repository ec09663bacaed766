#include "evaluation/deciles.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/ranks.hpp"

namespace tenure::evaluation {
namespace {

/// Fills tenths of equal numbers of clients, one after the other.
class Filling {
 public:
  explicit Filling(double clients) : size_(clients / 10.0), room_(size_) {}

  /// Clients of one prediction; they may not fit into one tenth.
  void add(const Decile& block) {
    for (double left = block.clients; left > 0.0;) {
      const bool is_last = at_ + 1 == tenths_.size();
      const double taken = is_last ? left : std::min(left, room_);
      const double share = taken / block.clients;
      tenths_[at_].clients += taken;
      tenths_[at_].predicted += share * block.predicted;
      tenths_[at_].actual += share * block.actual;
      left -= taken;
      room_ -= taken;
      if (room_ <= 0.0 && !is_last) {
        ++at_;
        room_ = size_;
      }
    }
  }
  [[nodiscard]] const std::array<Decile, 10>& tenths() const { return tenths_; }

 private:
  std::array<Decile, 10> tenths_{};
  double size_, room_;
  std::size_t at_ = 0;
};

}  // namespace

std::array<Decile, 10> deciles(std::span<const double> predicted, std::span<const double> actual,
                               std::span<const double> weight) {
  const auto weight_of = [&](std::size_t i) { return weight.empty() ? 1.0 : weight[i]; };
  double clients = 0.0;
  for (std::size_t i = 0; i < predicted.size(); ++i) clients += weight_of(i);

  Filling filling(clients);
  const std::vector<std::size_t> order = ascending_order(predicted);
  for (auto next = order.rbegin(); next != order.rend();) {
    const double level = predicted[*next];
    Decile block;
    for (; next != order.rend() && predicted[*next] == level; ++next) {
      block.clients += weight_of(*next);
      block.predicted += weight_of(*next) * level;
      block.actual += weight_of(*next) * actual[*next];
    }
    filling.add(block);
  }
  return filling.tenths();
}

}  // namespace tenure::evaluation
