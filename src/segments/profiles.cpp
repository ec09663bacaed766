#include "segments/profiles.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "segments/scoring.hpp"

namespace tenure::segment {
namespace {

/// Clients, or some of them, in the numbers that a profile compares.
struct Portrait {
  double clients = 0, purchases = 0, spend = 0;
  double median_recency = 0;

  Portrait(const Measures& measures, const std::vector<std::size_t>& members) {
    std::vector<double> recency;
    for (const std::size_t i : members) {
      recency.push_back(measures.recency[i]);
      purchases += measures.purchases[i];
      if (!measures.spend.empty()) spend += measures.spend[i];
    }
    clients = static_cast<double>(members.size());
    std::ranges::sort(recency);
    if (!recency.empty()) median_recency = type_7_quantile(recency, 1, 2);
  }
  [[nodiscard]] double mean_purchases() const { return purchases / clients; }
  [[nodiscard]] double mean_spend() const { return spend / purchases; }
  [[nodiscard]] double spend_per_client() const { return spend / clients; }
};

/// One of them in proportion to the other; none where that is 0 (a net spend may be below).
std::optional<double> index(double part, double whole) {
  if (!(whole > 0.0)) return std::nullopt;
  return part / whole;
}

std::string decimals(double value, int places) {
  // The largest double has 309 digits before the point.
  std::array<char, 400> text;
  const auto [end, _] = std::to_chars(text.data(), text.data() + text.size(), value,
                                      std::chars_format::fixed, places);
  return {text.data(), end};
}

std::string whole(double value) { return decimals(value, 0); }
std::string percent(double share) { return decimals(100.0 * share, 1) + " %"; }

/// "1.6 times the average", or "about the average".
std::string compared(std::optional<double> index) {
  if (!index || *index < 0.0) return "";
  if (*index >= 0.9 && *index <= 1.1) return " (about the average)";
  return " (" + decimals(*index, *index < 0.1 ? 2 : 1) + " times the average)";
}

std::string in_words(const Portrait& segment, const Portrait& base, bool has_amounts,
                     const std::string& unit) {
  std::string text = whole(segment.clients) +
                     (segment.clients == 1.0 ? " client, " : " clients, ") +
                     percent(segment.clients / base.clients) + " of the base";
  if (has_amounts && base.spend > 0.0) {
    const double share = segment.spend / base.spend;
    text += ", with " + percent(share) + " of the revenue";
  }
  text += ". A typical one has bought " + decimals(segment.mean_purchases(), 1) +
          (segment.clients == 1.0 && segment.purchases == 1.0 ? " time" : " times") +
          compared(index(segment.mean_purchases(), base.mean_purchases())) + ", the last time " +
          whole(segment.median_recency) + " " + unit + (segment.median_recency == 1.0 ? "" : "s") +
          " ago" + " (the base: " + whole(base.median_recency) + ")";
  if (has_amounts) {
    text += ", for " + decimals(segment.mean_spend(), 2) + " a purchase" +
            compared(index(segment.mean_spend(), base.mean_spend())) + " and " +
            decimals(segment.spend_per_client(), 2) + " in all";
  }
  return text + ".";
}

}  // namespace

Table profiles_table(const Summary& summary, const Measures& measures,
                     const SegmentMembers& groups) {
  const bool has_amounts = !measures.spend.empty();
  const std::string word(to_string(measures.recency_in_days ? TimeUnit::day : summary.unit()));
  std::vector<std::size_t> everybody(measures.recency.size());
  std::iota(everybody.begin(), everybody.end(), std::size_t{0});
  const Portrait base(measures, everybody);

  TextColumn names, profile;
  std::vector<std::int64_t> clients;
  std::vector<double> purchases, recency, spend, per_client;
  OptionalColumn purchases_index(groups.size()), recency_index(groups.size()),
      spend_index(groups.size());
  for (std::size_t s = 0; s < groups.size(); ++s) {
    const Portrait segment(measures, groups.members[s]);
    names.push_back(groups.names[s]);
    clients.push_back(static_cast<std::int64_t>(groups.members[s].size()));
    purchases.push_back(segment.mean_purchases());
    recency.push_back(segment.median_recency);
    spend.push_back(segment.mean_spend());
    per_client.push_back(segment.spend_per_client());
    purchases_index.set(s, index(segment.mean_purchases(), base.mean_purchases()));
    recency_index.set(s, index(segment.median_recency, base.median_recency));
    spend_index.set(s, index(segment.mean_spend(), base.mean_spend()));
    profile.push_back(in_words(segment, base, has_amounts, word));
  }

  Table::Builder table;
  table.excluded_clients(summary.excluded_clients())
      .text("segment", std::move(names))
      .int64("clients", std::move(clients))
      .float64("mean_purchases", std::move(purchases))
      .float64("median_recency", std::move(recency));
  if (has_amounts) {
    table.float64("mean_spend", std::move(spend))
        .float64("spend_per_client", std::move(per_client));
  }
  std::move(purchases_index).add_to(table, "purchases_index");
  std::move(recency_index).add_to(table, "recency_index");
  if (has_amounts) std::move(spend_index).add_to(table, "spend_index");
  return table.text("profile", std::move(profile)).build();
}

}  // namespace tenure::segment
