#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "history/client_column.hpp"
#include "relations/item_counts.hpp"
#include <tenure/error.hpp>
#include <tenure/offers.hpp>

namespace tenure {
namespace {

using relation::ItemCounts;
using relation::ItemDay;

constexpr std::size_t most_items = 1000;

[[noreturn]] void refuse_offers(const std::string& message, const char* argument,
                                std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "next_offers: " + message, argument, row);
}

void check(const Portfolio::Data& data, const OfferOptions& options) {
  if (data.lines.category.size() == 0) {
    throw Error(Status::not_supported, "next_offers: the portfolio has no categories", "portfolio");
  }
  const std::size_t items = data.categories.view().size() - 1;
  if (items > most_items) {
    throw Error(Status::invalid_data,
                "next_offers: " + std::to_string(items) + " categories; at most 1000", "portfolio");
  }
  constexpr double most = 1e100;
  if (!(options.prior > 0.0 && options.prior <= most)) {
    refuse_offers("prior must be above 0, not " + to_text(options.prior), "prior");
  }
  if (options.just_bought_days < -1)
    refuse_offers("just_bought_days is below -1", "just_bought_days");
  if (options.offers_a_client < 1) refuse_offers("offers_a_client is below 1", "offers_a_client");
  if (!options.margins.empty() && options.margins.size() != items) {
    refuse_offers(
        std::to_string(options.margins.size()) + " margins for " + std::to_string(items) + " items",
        "margins");
  }
  for (std::size_t i = 0; i < options.margins.size(); ++i) {
    if (std::abs(options.margins[i]) <= most) continue;
    refuse_offers("a margin is not finite", "margins", static_cast<std::int64_t>(i));
  }
  if (!(std::abs(options.cost) <= most)) refuse_offers("cost is not finite", "cost");
  if (!options.active.empty() && options.active.size() != data.clients()) {
    refuse_offers("there must be a probability a client", "active");
  }
  for (std::size_t i = 0; i < options.active.size(); ++i) {
    if (options.active[i] >= 0.0 && options.active[i] <= 1.0) continue;
    refuse_offers("a probability must be 0 to 1, not " + to_text(options.active[i]), "active",
                  static_cast<std::int64_t>(i));
  }
}

struct Offer {
  std::size_t item;
  double probability, expected_value;
};

/// What may be offered to one client, and what it brings.
class Offering {
 public:
  Offering(const Portfolio::Data& data, const OfferOptions& options, const ItemCounts& counts)
      : data_(data), options_(options), counts_(counts) {
    if (!options.margins.empty()) {
      margins_.assign(options.margins.begin(), options.margins.end());
    } else if (!counts.margin.empty()) {
      margins_ = counts.margin;
    }
  }
  [[nodiscard]] const std::vector<double>& margins() const noexcept { return margins_; }

  [[nodiscard]] std::vector<Offer> best(std::size_t client) const {
    const std::vector<ItemDay> days = relation::read_items(data_, client);
    std::vector<Offer> offers;
    if (days.empty()) return offers;
    const std::vector<bool> left_out = excluded(days);
    const double active = options_.active.empty() ? 1.0 : options_.active[client];
    for (std::size_t item = 0; item < counts_.items(); ++item) {
      if (left_out[item]) continue;
      double probability = 0.0;
      for (const std::uint32_t last : days.back().items) {
        probability += counts_.next_probability(last, item, options_.prior);
      }
      probability *= active / static_cast<double>(days.back().items.size());
      const double margin = margins_.empty() ? 1.0 : margins_[item];
      offers.push_back({item, probability, probability * margin - options_.cost});
    }
    std::ranges::stable_sort(offers, std::ranges::greater(), &Offer::expected_value);
    const auto kept = static_cast<std::size_t>(options_.offers_a_client);
    if (offers.size() > kept) offers.resize(kept);
    return offers;
  }

 private:
  [[nodiscard]] std::vector<bool> excluded(const std::vector<ItemDay>& days) const {
    std::vector<bool> is_excluded(counts_.items());
    for (const ItemDay& day : days) {
      const std::int64_t age = std::int64_t{data_.observed_until.since_epoch} - day.day;
      if (!options_.exclude_owned && age > options_.just_bought_days) continue;
      for (const std::uint32_t item : day.items) is_excluded[item] = true;
    }
    return is_excluded;
  }

  const Portfolio::Data& data_;
  const OfferOptions& options_;
  const ItemCounts& counts_;
  std::vector<double> margins_;
};

/// The categories by item.
class Names {
 public:
  explicit Names(const Portfolio::Data& data) : names_(data.categories.view()) {}
  [[nodiscard]] std::string_view operator[](std::size_t item) const { return names_[item + 1]; }

 private:
  TextView names_;
};

Table item_table(const ItemCounts& counts, const Names& names, const std::vector<double>& margins) {
  TextColumn item;
  std::vector<std::int64_t> clients, purchases;
  for (std::size_t i = 0; i < counts.items(); ++i) {
    item.push_back(names[i]);
    clients.push_back(static_cast<std::int64_t>(counts.clients[i]));
    purchases.push_back(static_cast<std::int64_t>(counts.purchases[i]));
  }
  const bool known = !margins.empty();
  return Table::Builder()
      .text("item", std::move(item))
      .int64("clients", std::move(clients))
      .int64("purchases", std::move(purchases))
      .float64("margin", known ? margins : std::vector<double>(counts.items()),
               std::vector<std::uint8_t>(counts.items(), known))
      .build();
}

Table pair_table(const ItemCounts& counts, const Names& names) {
  TextColumn item, other;
  std::vector<std::int64_t> baskets, other_baskets, both;
  std::vector<double> support, confidence, lift, leverage, conviction, jaccard, g2;
  std::vector<std::uint8_t> is_finite;
  const auto add = [&](std::uint32_t a, std::uint32_t b, double together) {
    const PairMetrics metrics =
        pair_metrics(counts.all_baskets, counts.baskets[a], counts.baskets[b], together);
    item.push_back(names[a]);
    other.push_back(names[b]);
    baskets.push_back(static_cast<std::int64_t>(counts.baskets[a]));
    other_baskets.push_back(static_cast<std::int64_t>(counts.baskets[b]));
    both.push_back(static_cast<std::int64_t>(together));
    support.push_back(metrics.support);
    confidence.push_back(metrics.confidence);
    lift.push_back(metrics.lift);
    leverage.push_back(metrics.leverage);
    conviction.push_back(metrics.conviction);
    is_finite.push_back(metrics.confidence < 1.0);
    jaccard.push_back(metrics.jaccard);
    g2.push_back(metrics.g2);
  };
  for (const auto& [pair, together] : counts.together) {
    add(pair.first, pair.second, together);
    add(pair.second, pair.first, together);
  }
  return Table::Builder()
      .text("item", std::move(item))
      .text("other", std::move(other))
      .int64("baskets", std::move(baskets))
      .int64("other_baskets", std::move(other_baskets))
      .int64("both", std::move(both))
      .float64("support", std::move(support))
      .float64("confidence", std::move(confidence))
      .float64("lift", std::move(lift))
      .float64("leverage", std::move(leverage))
      .float64("conviction", std::move(conviction), std::move(is_finite))
      .float64("jaccard", std::move(jaccard))
      .float64("g2", std::move(g2))
      .build();
}

Table next_table(const ItemCounts& counts, const Names& names, double prior) {
  TextColumn item, next;
  std::vector<double> moves, probability;
  for (std::size_t from = 0; from < counts.items(); ++from) {
    for (std::size_t to = 0; to < counts.items(); ++to) {
      item.push_back(names[from]);
      next.push_back(names[to]);
      moves.push_back(counts.moves(from, to));
      probability.push_back(counts.next_probability(from, to, prior));
    }
  }
  return Table::Builder()
      .text("item", std::move(item))
      .text("next_item", std::move(next))
      .float64("moves", std::move(moves))
      .float64("probability", std::move(probability))
      .build();
}

/// `offers`: of the clients at `targets`.
Table offer_table(const Portfolio& portfolio, const Names& names,
                  const std::vector<std::size_t>& targets,
                  const std::vector<std::vector<Offer>>& offers) {
  std::vector<std::size_t> client;
  std::vector<std::int64_t> rank;
  TextColumn item;
  std::vector<double> probability, expected_value;
  std::vector<std::uint8_t> pays;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    for (std::size_t place = 0; place < offers[i].size(); ++place) {
      const Offer& offer = offers[i][place];
      client.push_back(targets[i]);
      rank.push_back(static_cast<std::int64_t>(place + 1));
      item.push_back(names[offer.item]);
      probability.push_back(offer.probability);
      expected_value.push_back(offer.expected_value);
      pays.push_back(offer.expected_value > 0.0);
    }
  }
  Table::Builder table;
  add_client_column(table, portfolio, client, portfolio.clients() - targets.size());
  return table.int64("rank", std::move(rank))
      .text("item", std::move(item))
      .float64("probability", std::move(probability))
      .float64("expected_value", std::move(expected_value))
      .boolean("pays", std::move(pays))
      .build();
}

}  // namespace

OfferResult next_offers(const Portfolio& portfolio, const OfferOptions& options,
                        const Execution& execution) {
  const Portfolio::Data& data = portfolio.data();
  check(data, options);
  const ItemCounts counts(data, options.basket);
  const Offering offering(data, options, counts);
  const std::vector<std::size_t> targets =
      clients_without(portfolio, {ClientFlag::no_profiling, ClientFlag::no_contact});
  std::vector<std::vector<Offer>> offers(targets.size());
  constexpr std::size_t clients_a_chunk = 256;
  parallel_for(offers.size(), clients_a_chunk, execution, "choosing offers",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) offers[i] = offering.best(targets[i]);
               });
  const Names names(data);
  OfferResult result;
  result.items = item_table(counts, names, offering.margins());
  result.pairs = pair_table(counts, names);
  result.next = next_table(counts, names, options.prior);
  result.offers = offer_table(portfolio, names, targets, offers);
  result.clients_without_offer =
      std::ranges::count_if(offers, [](const auto& own) { return own.empty(); });
  return result;
}

}  // namespace tenure
