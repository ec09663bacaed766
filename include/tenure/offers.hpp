/// The next offer: what goes together, what comes next, and what an offer may be expected to bring.
#pragma once

#include <cstdint>
#include <span>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// How far two items go together, of `all` baskets of which `a` hold the one, `b` the other and
/// `both` both.
struct PairMetrics {
  double support = 0;     ///< both / all
  double confidence = 0;  ///< both / a
  double lift = 0;        ///< confidence over b / all: above 1 more often than by chance
  double leverage = 0;    ///< support less what chance gives
  double conviction = 0;  ///< (1 - b / all) / (1 - confidence); 0 where it is infinite
  double jaccard = 0;     ///< both / either
  double g2 = 0;          ///< log-likelihood ratio of dependence (T. Dunning 1993), 1 df
};

/// Throws Error(invalid_argument) unless 0 <= both <= a, b and a + b - both <= all, all finite.
[[nodiscard]] PairMetrics pair_metrics(double all, double a, double b, double both);

/// What items bought together belong to.
enum class Basket : std::int32_t {
  purchase = 0,  ///< bought on one day
  client = 1,    ///< ever bought by one client
};

struct OfferOptions {
  Basket basket = Basket::client;
  double prior = 0.5;  ///< added to each count of a next item (Dirichlet)
  /// Items bought within so many days before the end of observation are not offered; -1: none is
  /// left out, 0: those of the last day.
  int just_bought_days = 30;
  bool exclude_owned = false;  ///< nor is anything that the client ever bought
  int offers_a_client = 1;
  /// Of each item, in the order of the table of items: what a sale leaves; empty: the mean amount
  /// of a purchase of the item less its cost, if known.
  std::span<const double> margins = {};
  double cost = 0;  ///< of making an offer
  /// Probability of each client to buy at all; empty: 1.
  std::span<const double> active = {};
};

struct OfferResult {
  /// item, clients, purchases (days), margin (absent if nothing is known of it): by name.
  Table items;
  /// item, other, baskets (with item), other_baskets, both, support, confidence, lift, leverage,
  /// conviction (absent where it is infinite), jaccard, g2: pairs that some basket holds.
  Table pairs;
  /// item, next_item, moves (purchases of next_item on the next day with any after one with item;
  /// after several items they count in equal parts), probability: every pair.
  Table next;
  /// client, rank, item, probability (that the next purchase is of it, after the items of the last
  /// day, times that he is active), expected_value (probability times margin less cost; with
  /// margins of 1 and no cost where none are known), pays: the best `offers_a_client` of each
  /// client.
  Table offers;
  std::int64_t clients_without_offer =
      0;  ///< nothing is left to offer them, or they bought nothing
};

/// From the categories of a portfolio's purchases. The next item depends on those of the last day
/// alone (G. Knott, A. Hayes & S. Neslin 2002, Next-product-to-buy models). Throws
/// Error(not_supported) without categories and Error(invalid_data) if there are more than 1000.
[[nodiscard]] OfferResult next_offers(const Portfolio& portfolio, const OfferOptions& options = {},
                                      const Execution& execution = {});

}  // namespace tenure
