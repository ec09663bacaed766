// At the price of the budget every offer of a client loses so much against his best one, and so
// does what is left of the budget. A plan that beats the one at hand loses less than the gap in
// all: few clients have a second offer that could be in it, and these are searched by dynamic
// programming.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "base/parallel.hpp"
#include "budget/chunk_sums.hpp"
#include "budget/one_budget.hpp"

namespace tenure::budget {
namespace {

constexpr double kRounding = 1e-13;  ///< of sums of values, relative

/// An offer that might be in a better plan.
struct Option {
  std::int32_t offer = kNoOffer;
  double cost = 0.0;  ///< beyond that of the client's best offer
  double loss = 0.0;
};

struct CoreClient {
  std::size_t client = 0;
  std::vector<Option> options = {};  ///< of which the first is his best one
  double least_loss = 0.0;           ///< of the others
};

/// One plan for the clients searched so far; the others have their best offer.
struct State {
  double cost = 0.0;  ///< of the whole plan
  double loss = 0.0;
  std::size_t parent = 0;  ///< in the previous layer
  std::int32_t offer = kNoOffer;
};

class Core {
 public:
  Core(const Offers& offers, double budget, double price) noexcept
      : offers_(offers), budget_(budget), price_(price) {}

  /// The clients with a choice to make, those who lose least by it first; sets every other
  /// client's best offer in `choices`.
  void collect(double gap, const Execution& execution, Choices& choices) {
    std::vector<std::vector<CoreClient>> parts((choices.size() - 1) / kClientsAChunk + 1);
    parallel_for(choices.size(), kClientsAChunk, execution, "searching",
                 [&](std::size_t begin, std::size_t end) {
                   auto& part = parts[begin / kClientsAChunk];
                   for (std::size_t i = begin; i < end; ++i) {
                     choices[i] = best_of(i);
                     CoreClient client = options_of(i, choices[i], gap);
                     if (!client.options.empty()) part.push_back(std::move(client));
                   }
                 });
    for (auto& part : parts) {
      std::ranges::move(part, std::back_inserter(clients_));
    }
    std::ranges::stable_sort(clients_, {}, &CoreClient::least_loss);
  }

  /// Plans that lose less than `gap`; true if all have been looked at. The best one goes to
  /// `choices`, which hold every client's best offer of the given cost.
  bool search(double cost, double gap, Choices& choices) {
    const std::size_t n = clients_.size();
    // The least and the most that the clients from each one on can add to the cost.
    std::vector<double> least(n + 1), most(n + 1);
    for (std::size_t i = n; i-- > 0;) {
      const auto& options = clients_[i].options;
      const auto [lo, hi] = std::ranges::minmax(options, {}, &Option::cost);
      least[i] = least[i + 1] + lo.cost;
      most[i] = most[i + 1] + hi.cost;
    }
    layers_.assign(1, {State{.cost = cost}});
    gap_ = gap;
    note_best(0);
    std::size_t states = 1;
    bool complete = true;
    // The first client who would lose as much as the best plan found ends it: so would all after.
    for (std::size_t i = 0; i < n && complete && clients_[i].least_loss < gap_; ++i) {
      expand(clients_[i], least[i + 1], most[i + 1]);
      note_best(i + 1);
      states += layers_.back().size();
      complete = states < kMostStates || i + 1 == n;
    }
    trace_back(choices);
    return complete;
  }

  /// How much the best plan found loses, `gap` if none was better.
  [[nodiscard]] double gap() const { return gap_; }

 private:
  static constexpr std::size_t kMostStates = 3'000'000;

  [[nodiscard]] double worth(std::size_t client, std::int32_t offer) const {
    return offers_.value(client, offer) - price_ * offers_.cost(client, offer);
  }

  [[nodiscard]] std::int32_t best_of(std::size_t client) const {
    std::int32_t best = kNoOffer;
    for (std::int32_t j = 0; j < static_cast<std::int32_t>(offers_.count()); ++j) {
      if (worth(client, j) > worth(client, best)) best = j;
    }
    return best;
  }

  /// Without options if only his best offer can be in a better plan.
  [[nodiscard]] CoreClient options_of(std::size_t client, std::int32_t best, double gap) const {
    CoreClient result{.client = client, .least_loss = gap};
    for (std::int32_t j = kNoOffer; j < static_cast<std::int32_t>(offers_.count()); ++j) {
      const double loss = worth(client, best) - worth(client, j);
      if (j == best || !(loss < gap)) continue;
      if (result.options.empty()) result.options.push_back({.offer = best});
      result.options.push_back({j, offers_.cost(client, j) - offers_.cost(client, best), loss});
      result.least_loss = std::min(result.least_loss, loss);
    }
    return result;
  }

  /// What the plan of a state loses in all, infinite if it costs too much.
  [[nodiscard]] double loss_of(const State& state) const {
    if (state.cost > budget_) return std::numeric_limits<double>::infinity();
    return state.loss + price_ * (budget_ - state.cost);
  }

  void expand(const CoreClient& client, double least_more, double most_more) {
    const auto& previous = layers_.back();
    std::vector<State> next;
    next.reserve(previous.size() * 2);
    for (std::size_t parent = 0; parent < previous.size(); ++parent) {
      for (const Option& option : client.options) {
        const State state{previous[parent].cost + option.cost, previous[parent].loss + option.loss,
                          parent, option.offer};
        const double unspent = std::max(0.0, budget_ - state.cost - most_more);
        if (state.cost + least_more > budget_ || state.loss + price_ * unspent >= gap_) continue;
        next.push_back(state);
      }
    }
    // Of two states the one that costs more must have the greater value, or it is not needed.
    std::ranges::sort(next, [&](const State& a, const State& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.loss < b.loss;
    });
    double best_value = -std::numeric_limits<double>::infinity();
    std::erase_if(next, [&](const State& state) {
      const double value = price_ * state.cost - state.loss;
      if (value <= best_value) return true;
      best_value = value;
      return false;
    });
    layers_.push_back(std::move(next));
  }

  void note_best(std::size_t layer) {
    for (std::size_t i = 0; i < layers_[layer].size(); ++i) {
      const double loss = loss_of(layers_[layer][i]);
      if (loss < gap_) {
        gap_ = loss;
        best_ = {layer, i};
      }
    }
  }

  void trace_back(Choices& choices) const {
    auto [layer, i] = best_;
    for (; layer > 0; --layer) {
      const State& state = layers_[layer][i];
      choices[clients_[layer - 1].client] = state.offer;
      i = state.parent;
    }
  }

  const Offers& offers_;
  double budget_, price_;
  std::vector<CoreClient> clients_;
  std::vector<std::vector<State>> layers_;
  double gap_ = 0.0;
  std::pair<std::size_t, std::size_t> best_{0, 0};  ///< layer and state
};

}  // namespace

void search_core(const Offers& offers, double budget, const Execution& execution, OfferPlan& plan) {
  if (plan.choices.empty() || plan.prices[0] == 0.0) return;  // all that brings anything was taken
  const double reached = totals_of(offers, plan.choices, execution).value;
  const double rounding = kRounding * std::abs(plan.bound);
  const double gap = plan.bound - reached - rounding;
  if (!(gap > 0.0)) return;
  Core core(offers, budget, plan.prices[0]);
  Choices choices = plan.choices;
  core.collect(gap, execution, choices);
  const double cost = totals_of(offers, choices, execution).cost;
  const bool complete = core.search(cost, gap, choices);
  if (core.gap() < gap) plan.choices = std::move(choices);
  if (complete) plan.bound -= std::max(0.0, core.gap());
}

}  // namespace tenure::budget
