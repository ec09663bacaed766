#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "math/random.hpp"
#include "shop/client_number.hpp"
#include "shop/relations.hpp"
#include "shop/shopper.hpp"
#include "shop/till.hpp"
#include <tenure/error.hpp>
#include <tenure/shop.hpp>

namespace tenure {
namespace {

constexpr double guest_share = 0.03;  // rows without a client, of all
constexpr double days_a_week = 7.0;
constexpr std::uint64_t stream_of_guests = std::uint64_t{1} << 63;  // beyond those of clients
// What happens beside a client's purchases is drawn from a stream of its own.
constexpr std::uint64_t first_stream_of_relations = std::uint64_t{1} << 62;

// Amounts are written with two decimals: far below what a whole number of cents can be.
constexpr double kLargestMeanSpend = 1e9;

void check(const ShopOptions& options) {
  const auto refuse = [](const char* argument, const std::string& why) {
    throw Error(Status::invalid_argument, std::string("simulate_shop: ") + argument + " " + why,
                argument);
  };
  if (options.clients < 0) refuse("clients", "must not be negative");
  if (options.opened < Day::first() || options.opened > Day::last()) {
    refuse("opened", "is not a day of the calendar");
  }
  if (options.observed_until < options.opened || options.observed_until > Day::last()) {
    refuse("observed_until", "is before the opening or not a day of the calendar");
  }
  if (options.joining &&
      (*options.joining < Days{0} || *options.joining > options.observed_until - options.opened)) {
    refuse("joining", "must end between the opening and observed_until");
  }
  for (const auto& [argument, value] :
       {std::pair("r", options.r), std::pair("alpha", options.alpha), std::pair("s", options.s),
        std::pair("beta", options.beta), std::pair("p", options.p), std::pair("q", options.q),
        std::pair("v", options.v)}) {
    if (!(value > 0.0 && std::isfinite(value))) {
      refuse(argument, "must be above 0 and finite, not " + to_text(value));
    }
  }
  if (options.q <= 1.0) refuse("q", "must be above 1 for mean spend to exist");
  if (const double mean = options.p * options.v / (options.q - 1.0); mean > kLargestMeanSpend) {
    refuse("v", "makes the mean spend " + to_text(mean) + ", more than amounts can hold");
  }
  if (!(options.margin > 0.0 && options.margin < 1.0)) {
    refuse("margin", "must be between 0 and 1, not " + to_text(options.margin));
  }
}

/// What the shop does not know of its clients.
class Truth {
 public:
  /// Gives the last day on which he is a client.
  std::int32_t add(const shop::Shopper& shopper, const shop::Temper& temper, std::int64_t number,
                   std::int32_t joined, const ShopOptions& options) {
    const double left = joined + std::round(days_a_week * shopper.lifetime);
    const bool is_client = left > (options.observed_until - options.opened).count;
    client_.push_back(shop::client_id(number));
    purchase_rate_.push_back(shopper.purchase_rate);
    leaving_rate_.push_back(shopper.leaving_rate);
    left_on_.push_back(
        is_client ? 0 : (options.opened + Days{static_cast<std::int32_t>(left)}).since_epoch);
    has_left_.push_back(!is_client);
    is_client_.push_back(is_client);
    mean_spend_.push_back(options.p / shopper.amount_rate);
    complaint_probability_.push_back(temper.complaint_probability);
    visit_rate_.push_back(temper.visit_rate);
    default_probability_.push_back(temper.default_probability);
    renewal_probability_.push_back(temper.renewal_probability);
    const std::int32_t last_day = (options.observed_until - options.opened).count;
    return is_client ? last_day : static_cast<std::int32_t>(left);
  }
  Table build() {
    return Table::Builder()
        .text("client", std::move(client_))
        .float64("purchase_rate", std::move(purchase_rate_))
        .float64("leaving_rate", std::move(leaving_rate_))
        .day("left_on", std::move(left_on_), std::move(has_left_))
        .boolean("is_client", std::move(is_client_))
        .float64("mean_spend", std::move(mean_spend_))
        .float64("complaint_probability", std::move(complaint_probability_))
        .float64("visit_rate", std::move(visit_rate_))
        .float64("default_probability", std::move(default_probability_))
        .float64("renewal_probability", std::move(renewal_probability_))
        .build();
  }

 private:
  TextColumn client_;
  std::vector<double> purchase_rate_, leaving_rate_, mean_spend_, complaint_probability_,
      visit_rate_, default_probability_, renewal_probability_;
  std::vector<std::int32_t> left_on_;
  std::vector<std::uint8_t> has_left_, is_client_;
};

Table log_table(const std::vector<shop::TillRow>& rows, Day opened) {
  TextColumn client, order, category, channel;
  std::vector<std::uint8_t> has_client;
  std::vector<std::int32_t> date;
  std::vector<double> amount, cost;
  std::vector<std::int64_t> quantity;
  std::int64_t orders = 0;
  const shop::TillRow* before = nullptr;
  for (const shop::TillRow& row : rows) {
    const bool same_order = before != nullptr && before->client == row.client &&
                            before->day == row.day && before->minute == row.minute;
    if (!same_order) ++orders;
    before = &row;
    const bool is_known = row.client != shop::guest;
    client.push_back(is_known ? shop::client_id(row.client) : std::string());
    has_client.push_back(is_known);
    date.push_back((opened + Days{row.day}).since_epoch);
    order.push_back(shop::numbered('R', orders, 6));
    amount.push_back(static_cast<double>(row.amount) / 100.0);
    cost.push_back(static_cast<double>(row.cost) / 100.0);
    category.push_back(shop::categories[row.category]);
    channel.push_back(shop::channels[row.channel]);
    quantity.push_back(row.quantity);
  }
  return Table::Builder()
      .text("client", std::move(client), std::move(has_client))
      .day("date", std::move(date))
      .text("order_id", std::move(order))
      .float64("amount", std::move(amount))
      .float64("cost", std::move(cost))
      .text("category", std::move(category))
      .text("channel", std::move(channel))
      .int64("quantity", std::move(quantity))
      .build();
}

/// Passers-by: each buys once, on a day on which a client bought.
void sell_to_guests(shop::Till& till, const ShopOptions& options) {
  math::RandomStream random(options.seed, stream_of_guests);
  const std::size_t known = till.rows().size();
  const auto guests = static_cast<std::size_t>(
      std::llround(guest_share / (1.0 - guest_share) * static_cast<double>(known)));
  for (std::size_t i = 0; i < guests; ++i) {
    const auto model_row = static_cast<std::size_t>(random.uniform() * static_cast<double>(known));
    const std::int32_t day = till.rows()[model_row].day;
    const shop::Shopper passer_by = shop::draw_shopper(options, random);
    till.sell(passer_by, shop::guest, day, random);
  }
}

}  // namespace

Shop simulate_shop(const ShopOptions& options) {
  check(options);
  const std::int32_t last_day = (options.observed_until - options.opened).count;
  shop::Till till(options, last_day);
  const std::int32_t joining = options.joining ? options.joining->count : last_day;
  shop::Relations relations(last_day);
  Truth truth;
  for (std::int32_t number = 0; number < options.clients; ++number) {
    math::RandomStream random(options.seed, static_cast<std::uint64_t>(number));
    const auto joined = static_cast<std::int32_t>(random.uniform() * joining);
    const shop::Shopper shopper = shop::draw_shopper(options, random);
    math::RandomStream beside(options.seed,
                              first_stream_of_relations + static_cast<std::uint64_t>(number));
    const shop::Temper temper = shop::draw_temper(beside);
    const std::int32_t left = truth.add(shopper, temper, number, joined, options);
    const std::size_t first_row = till.rows().size();
    till.sell(shopper, number, joined, random);
    for (const double week :
         shop::draw_repeats(shopper, (last_day - joined) / days_a_week, random)) {
      const auto days = static_cast<std::int32_t>(std::lround(days_a_week * week));
      till.sell(shopper, number, joined + days, random);
    }
    relations.add(number, joined, left, temper, std::span(till.rows()).subspan(first_row), beside);
  }
  sell_to_guests(till, options);
  Shop shop;
  shop.log = log_table(std::move(till).in_order(), options.opened);
  shop.truth = truth.build();
  std::move(relations).write_to(shop, options.opened);
  return shop;
}

}  // namespace tenure
