#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/allocation.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

/// Random costs and gains of `offers` offers a client.
struct Instance {
  std::vector<double> cost, gain;
  std::size_t offers;

  Instance(std::uint64_t seed, std::size_t clients, std::size_t offers_) : offers(offers_) {
    math::RandomStream random(seed, 0);
    for (std::size_t k = 0; k < clients * offers; ++k) {
      cost.push_back(1 + 20 * random.uniform());
      gain.push_back(cost.back() * (0.5 + 3 * random.uniform()) + 10 * random.uniform());
    }
  }
  [[nodiscard]] double total_cost() const {
    double sum = 0;
    for (const double c : cost) sum += c;
    return sum;
  }
};

/// The greatest gain within a budget of whole units, of whole costs, by dynamic programming.
double brute_force(const Instance& instance, int budget) {
  std::vector<double> best(static_cast<std::size_t>(budget) + 1, 0.0);
  for (std::size_t i = 0; i < instance.gain.size() / instance.offers; ++i) {
    std::vector<double> next = best;
    for (std::size_t j = 0; j < instance.offers; ++j) {
      const auto cost = static_cast<std::size_t>(instance.cost[i * instance.offers + j]);
      for (std::size_t b = cost; b < best.size(); ++b) {
        next[b] = std::max(next[b], best[b - cost] + instance.gain[i * instance.offers + j]);
      }
    }
    best = next;
  }
  return best.back();
}

}  // namespace

TEST_CASE("METHODS 12.4: five clients, budgets 15 and 20: optimum 40 and 54") {
  const std::vector<double> cost{5, 12, 4, 10, 6, 9, 3, 8, 7, 15};
  const std::vector<double> gain{12, 20, 9, 26, 10, 13, 7, 11, 21, 30};
  // The bounds of the linear relaxation, 41.8 and 54.2, are what the prices 2.6 and 2.4 give; the
  // search closes them to the optimum.
  const Allocation fifteen = allocate_offers(cost, gain, 2, {.budget = 15, .sunk = true});
  CHECK(fifteen.certificate.gain == 40);
  CHECK(fifteen.certificate.bound == doctest::Approx(40).epsilon(1e-12));
  CHECK(fifteen.constraints.float64("shadow_price")[0] == doctest::Approx(2.6).epsilon(1e-14));
  const Allocation twenty = allocate_offers(cost, gain, 2, {.budget = 20, .sunk = true});
  CHECK(twenty.certificate.gain == 54);
  CHECK(twenty.certificate.bound == doctest::Approx(54).epsilon(1e-12));
  CHECK(twenty.constraints.float64("shadow_price")[0] == doctest::Approx(2.4).epsilon(1e-14));

  // What the price proves by itself: the sum of each client's best worth, and the priced budget.
  for (const auto& [price, budget, bound] :
       {std::tuple{2.6, 15.0, 41.8}, std::tuple{2.4, 20.0, 54.2}}) {
    double dual = price * budget;
    for (std::size_t i = 0; i < 5; ++i) {
      dual += std::max(
          {0.0, gain[2 * i] - price * cost[2 * i], gain[2 * i + 1] - price * cost[2 * i + 1]});
    }
    CHECK(dual == doctest::Approx(bound).epsilon(1e-14));
  }
}

TEST_CASE("with one budget the search ends at the optimum of dynamic programming") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Instance instance(seed, 5 + seed % 40, 1 + seed % 5);
    for (double& c : instance.cost) c = std::floor(c);
    for (double& g : instance.gain) g = std::floor(g);
    const int budget =
        static_cast<int>(0.05 * static_cast<double>(1 + seed % 9) * instance.total_cost());
    const Allocation plan = allocate_offers(instance.cost, instance.gain, instance.offers,
                                            {.budget = static_cast<double>(budget), .sunk = true});
    CHECK(plan.certificate.gain == brute_force(instance, budget));
    CHECK(plan.certificate.gap <= 1e-10 * plan.certificate.gain);
    CHECK(plan.certificate.spent <= budget);
  }
}

TEST_CASE("a gap below 1e-6 of the gain: 200,000 clients with five offers") {
  const Instance instance(5, 200'000, 5);
  const double budget = 0.1 * instance.total_cost();
  const Allocation plan =
      allocate_offers(instance.cost, instance.gain, 5, {.budget = budget}, {.threads = 2});
  CHECK(plan.certificate.gap < 1e-6 * plan.certificate.gain);
  CHECK(plan.certificate.spent <= budget);
  CHECK(plan.certificate.objective ==
        doctest::Approx(plan.certificate.gain - plan.certificate.spent).epsilon(1e-12));
  const Allocation alone =
      allocate_offers(instance.cost, instance.gain, 5, {.budget = budget}, {.threads = 1});
  CHECK(alone.certificate.gain == plan.certificate.gain);
  CHECK(alone.certificate.bound == plan.certificate.bound);
}

TEST_CASE("10,000 clients: the search ends, and the plan is the best there is") {
  const Instance instance(4, 10'000, 3);
  const double budget = 0.05 * instance.total_cost();
  const Allocation plan = allocate_offers(instance.cost, instance.gain, 3, {.budget = budget});
  CHECK(plan.certificate.gap <= 1e-12 * plan.certificate.gain);
  CHECK(plan.certificate.spent <= budget);
}

TEST_CASE("an offer that earns less than it costs is made only if the budget is sunk") {
  const std::vector<double> cost{10}, gain{6};
  CHECK(allocate_offers(cost, gain, 1, {.budget = 100}).certificate.spent == 0);
  CHECK(allocate_offers(cost, gain, 1, {.budget = 100, .sunk = true}).certificate.spent == 10);
  CHECK(allocate_offers(cost, gain, 1).certificate.spent == 0);
}

TEST_CASE("costs may be those of the offers, the same for all clients") {
  const std::vector<double> gain{5, 9, 4, 20, 1, 2}, cost{2, 6};
  const std::vector<double> repeated{2, 6, 2, 6, 2, 6};
  const Allocation plan = allocate_offers(cost, gain, 2, {.budget = 9});
  CHECK(plan.certificate.objective ==
        allocate_offers(repeated, gain, 2, {.budget = 9}).certificate.objective);
  CHECK(plan.clients.int64("offer")[1] == 1);
  CHECK(plan.clients.validity(plan.clients.at("offer"))[2] == 0);
}

TEST_CASE("many limits: every one is kept, and the bound holds against each price alone") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const std::size_t clients = 2'000;
    const Instance instance(seed, clients, 3);
    std::vector<std::int64_t> segment(clients);
    for (std::size_t i = 0; i < clients; ++i) segment[i] = static_cast<std::int64_t>(i % 3);
    const std::vector<std::int64_t> channel{0, 1, 1};
    const std::vector<double> capacity{500, 400}, floor{2'000, 0, 0}, ceiling{kNone, 1'500, kNone};
    const OfferLimits limits{.budget = 6'000,
                             .contacts = 800,
                             .channel = channel,
                             .channel_capacity = capacity,
                             .segment = segment,
                             .segment_floor = floor,
                             .segment_ceiling = ceiling};
    const Allocation plan = allocate_offers(instance.cost, instance.gain, 3, limits);
    double spent = 0, contacts = 0;
    std::vector<double> by_channel(2), by_segment(3);
    const auto offer = plan.clients.int64("offer");
    const auto has = plan.clients.validity(plan.clients.at("offer"));
    for (std::size_t i = 0; i < clients; ++i) {
      if (has[i] == 0) continue;
      const auto j = static_cast<std::size_t>(offer[i]);
      const double cost = instance.cost[3 * i + j];
      spent += cost;
      contacts += 1;
      by_channel[static_cast<std::size_t>(channel[j])] += 1;
      by_segment[static_cast<std::size_t>(segment[i])] += cost;
    }
    CHECK(spent <= 6'000 * (1 + 1e-10));
    CHECK(contacts <= 800);
    CHECK(by_channel[0] <= 500);
    CHECK(by_channel[1] <= 400);
    CHECK(by_segment[0] >= 2'000 * (1 - 1e-10));
    CHECK(by_segment[1] <= 1'500 * (1 + 1e-10));
    CHECK(plan.certificate.gap < 2e-3 * plan.certificate.objective);
    const Allocation relaxed = allocate_offers(instance.cost, instance.gain, 3, {.budget = 6'000});
    CHECK(plan.certificate.objective <= relaxed.certificate.bound * (1 + 1e-12));
  }
}

TEST_CASE("the price of a limit is what one more unit of it adds") {
  const Instance instance(77, 20'000, 4);
  const auto plan_of = [&](double budget, double contacts) {
    return allocate_offers(instance.cost, instance.gain, 4,
                           {.budget = budget, .contacts = contacts});
  };
  const Allocation plan = plan_of(30'000, 4'000);
  const auto prices = plan.constraints.float64("shadow_price");
  CHECK(plan.certificate.gap < 1e-4 * plan.certificate.objective);
  const double by_budget =
      (plan_of(30'300, 4'000).certificate.bound - plan_of(29'700, 4'000).certificate.bound) / 600;
  const double by_contacts =
      (plan_of(30'000, 4'040).certificate.bound - plan_of(30'000, 3'960).certificate.bound) / 80;
  CHECK(prices[0] == doctest::Approx(by_budget).epsilon(0.02));
  CHECK(prices[1] == doctest::Approx(by_contacts).epsilon(0.02));
}

TEST_CASE("limits that cannot be met are refused") {
  const std::vector<double> cost{1, 2}, gain{5, 6};
  const std::vector<std::int64_t> segment{0, 0};
  const std::vector<double> too_high{4}, floor{3}, low{2};
  const auto fault = [&](const OfferLimits& limits) {
    try {
      (void)allocate_offers(cost, gain, 1, limits);
    } catch (const Error& error) {
      return error.argument();
    }
    return std::string("accepted");
  };
  CHECK(fault({.segment = segment, .segment_floor = too_high}) == "segment_floor");
  CHECK(fault({.budget = 2, .segment = segment, .segment_floor = floor}) == "segment_floor");
  CHECK(fault({.segment = segment, .segment_floor = floor, .segment_ceiling = low}) ==
        "segment_floor");
  CHECK(fault({.contacts = 1, .segment = segment, .segment_floor = floor}) == "limits");
  CHECK(fault({.segment_floor = floor}) == "segment");
  CHECK(fault({.channel_capacity = floor}) == "channel");
  CHECK(fault({.budget = std::nan("")}) == "budget");
  CHECK(fault({.contacts = 2, .segment = segment, .segment_floor = floor}) == "accepted");
}
