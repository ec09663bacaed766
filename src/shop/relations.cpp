#include "shop/relations.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "shop/relation_words.hpp"

namespace tenure::shop {
namespace {

// Mean cost in cents of winning a client, by acquisition channel.
constexpr std::array<double, acquisition_channels.size()> acquisition_costs{1200, 200, 2500, 0};
constexpr std::array<double, acquisition_channels.size()> acquisition_shares{0.4, 0.2, 0.15, 0.25};
constexpr std::array<double, regions.size()> region_shares{0.4, 0.3, 0.2, 0.1};

// What clients ask for.
constexpr double no_profiling_share = 0.02;
constexpr double no_contact_share = 0.05;
constexpr double erase_share = 0.004;

// Costs of a contact in cents, by nature.
constexpr std::array<std::int64_t, natures.size()> contact_costs{300, 800, 50, 1500, 2500};
constexpr double mail_rate = 1.0 / 30.0;  // a day
constexpr double call_rate = 1.0 / 400.0;
constexpr double resolved_share = 0.8;           // of complaints
constexpr double days_to_complain = 4.0;         // mean, after the purchase
constexpr double days_to_resolve = 6.0;          // mean, after the next day
constexpr double satisfaction_asked = 0.3;       // share of visits
constexpr std::int32_t days_after_leaving = 90;  // how long the firm goes on writing

constexpr std::int32_t payment_term = 30;
constexpr double contract_share = 0.15;
constexpr std::int32_t contract_days = 365;
constexpr double days_to_contract = 60.0;  // mean, after joining

/// Moments of a Poisson process in days, from `begin` to `end`.
template <typename Visit>
void for_moments(double rate, std::int32_t begin, std::int32_t end, math::RandomStream& random,
                 Visit&& visit) {
  double day = begin + random.exponential(rate);
  while (day <= end) {
    visit(static_cast<std::int32_t>(day));
    day += random.exponential(rate);
  }
}

}  // namespace

Temper draw_temper(math::RandomStream& random) {
  // One statement a draw: the order of the draws is part of what the seed promises.
  Temper temper{};
  temper.complaint_probability = random.beta(1.0, 24.0);
  temper.visit_rate = random.gamma(1.5, 20.0);
  temper.payment_delay = random.gamma(1.5, 0.15);
  temper.default_probability = random.beta(0.5, 19.5);
  temper.renewal_probability = random.beta(3.8, 0.7);
  return temper;
}

void Relations::add(std::int64_t client, std::int32_t joined, std::int32_t left,
                    const Temper& temper, std::span<const TillRow> bought,
                    math::RandomStream& random) {
  Acquisition won{.day = joined};
  won.channel = draw_from(acquisition_shares, random);
  won.cost = std::llround(acquisition_costs[won.channel] * random.gamma(4.0, 4.0));
  won.region = draw_from(region_shares, random);
  won.no_profiling = random.uniform() < no_profiling_share;
  won.no_contact = random.uniform() < no_contact_share;
  won.erase = random.uniform() < erase_share;
  clients_.push_back(client);
  acquisitions_.push_back(won);
  add_mail_and_visits(client, joined, left, temper.visit_rate, won.no_contact, random);
  for (const TillRow& row : bought) {
    if (row.amount <= 0) continue;
    if (random.uniform() < temper.complaint_probability) add_complaint(client, row.day, random);
    if (channels[row.channel] == "phone") add_invoice(row, temper, random);
  }
  add_contract(client, joined, left, temper, random);
}

void Relations::add_contact(Contact contact) {
  if (contact.day > last_day_) return;
  contact.cost = contact_costs[contact.nature];
  contacts_.push_back(contact);
}

void Relations::add_mail_and_visits(std::int64_t client, std::int32_t joined, std::int32_t left,
                                    double visit_rate, bool no_contact,
                                    math::RandomStream& random) {
  for_moments(visit_rate / 7.0, joined, left, random, [&](std::int32_t day) {
    const bool is_asked = random.uniform() < satisfaction_asked;
    const int satisfaction = 3 + static_cast<int>(random.uniform() * 3.0);
    add_contact({.client = client,
                 .day = day,
                 .nature = a_visit,
                 .channel = random.uniform() < 0.5 ? in_shop : on_web,
                 .by_client = true,
                 .satisfaction = is_asked ? satisfaction : 0});
  });
  if (no_contact) return;
  const std::int32_t end = std::min(last_day_, left + days_after_leaving);
  for_moments(mail_rate, joined, end, random, [&](std::int32_t day) {
    add_contact({.client = client, .day = day, .nature = a_mail, .channel = by_post});
  });
  for_moments(call_rate, joined, end, random, [&](std::int32_t day) {
    add_contact({.client = client, .day = day, .nature = a_call, .channel = by_phone});
  });
}

void Relations::add_complaint(std::int64_t client, std::int32_t day, math::RandomStream& random) {
  const auto complained = day + static_cast<std::int32_t>(random.poisson(days_to_complain));
  const bool is_resolved = random.uniform() < resolved_share;
  const auto resolved = complained + 1 + static_cast<std::int32_t>(random.poisson(days_to_resolve));
  const int satisfaction = 1 + static_cast<int>(random.uniform() * 5.0);
  add_contact({.client = client,
               .day = complained,
               .nature = a_complaint,
               .channel = by_phone,
               .by_client = true,
               .satisfaction = 1});
  if (!is_resolved) return;
  add_contact({.client = client,
               .day = resolved,
               .nature = a_resolution,
               .channel = by_phone,
               .satisfaction = satisfaction});
}

void Relations::add_invoice(const TillRow& row, const Temper& temper, math::RandomStream& random) {
  const bool is_lost = random.uniform() < temper.default_probability;
  const double delay = random.exponential(1.0) * temper.payment_delay;
  // Half of all pay when they get the invoice, not when it is due.
  const bool is_early = random.uniform() < 0.5;
  const double day = row.day + (is_early ? 5.0 : payment_term) + delay;
  invoices_.push_back(
      {.client = row.client,
       .issued = row.day,
       .due = row.day + payment_term,
       .paid = is_lost || day > last_day_ ? no_time : static_cast<std::int32_t>(day),
       .amount = row.amount});
}

void Relations::add_contract(std::int64_t client, std::int32_t joined, std::int32_t left,
                             const Temper& temper, math::RandomStream& random) {
  const bool has_one = random.uniform() < contract_share;
  const double wait = random.exponential(1.0 / days_to_contract);
  if (!has_one || joined + wait > std::min(left, last_day_)) return;
  const auto start = joined + static_cast<std::int32_t>(wait);
  std::int32_t end = start + contract_days - 1;
  while (end <= last_day_ && random.uniform() < temper.renewal_probability) end += contract_days;
  contracts_.push_back({.client = client, .start = start, .end = end > last_day_ ? no_time : end});
}

}  // namespace tenure::shop
