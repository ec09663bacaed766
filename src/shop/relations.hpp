/// What happens between the made-up shop and a client beside his purchases.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/random.hpp"
#include "shop/shopper.hpp"
#include "shop/till.hpp"
#include <tenure/shop.hpp>

namespace tenure::shop {

/// How a client behaves beside buying: drawn once, and told in Shop::truth.
struct Temper {
  double complaint_probability;  ///< of each purchase
  double visit_rate;             ///< a week, while he is a client
  double payment_delay;          ///< mean days after an invoice is due, if he pays it
  double default_probability;    ///< of each invoice: never paid
  double renewal_probability;    ///< of his contract, each year
};

[[nodiscard]] Temper draw_temper(math::RandomStream& random);

inline constexpr std::int32_t no_time = -1;  ///< of a day that did not come, or not yet

// Days are counted since the shop opened, costs and amounts in cents.
struct Acquisition {
  std::int32_t day = 0;
  std::int64_t cost = 0;
  std::size_t channel = 0, region = 0;
  bool no_profiling = false, no_contact = false, erase = false;
};
struct Contact {
  std::int64_t client = 0;
  std::int32_t day = 0;
  std::size_t nature = 0, channel = 0;
  bool by_client = false;
  std::int64_t cost = 0;
  int satisfaction = 0;  ///< 1 to 5; 0: not asked
};
struct Invoice {
  std::int64_t client;
  std::int32_t issued, due, paid;
  std::int64_t amount;
};
struct Contract {
  std::int64_t client;
  std::int32_t start, end;
};

/// Everything beside the purchases, client by client.
class Relations {
 public:
  explicit Relations(std::int32_t last_day) : last_day_(last_day) {}

  /// `bought`: his lines at the till; `joined` and `left`: his first and last day as a client.
  void add(std::int64_t client, std::int32_t joined, std::int32_t left, const Temper& temper,
           std::span<const TillRow> bought, math::RandomStream& random);

  /// Fills the tables of the shop.
  void write_to(Shop& shop, Day opened) &&;

 private:
  void add_mail_and_visits(std::int64_t client, std::int32_t joined, std::int32_t left,
                           double visit_rate, bool no_contact, math::RandomStream& random);
  void add_complaint(std::int64_t client, std::int32_t day, math::RandomStream& random);
  void add_invoice(const TillRow& row, const Temper& temper, math::RandomStream& random);
  void add_contract(std::int64_t client, std::int32_t joined, std::int32_t left,
                    const Temper& temper, math::RandomStream& random);
  void add_contact(Contact contact);

  std::int32_t last_day_;
  std::vector<std::int64_t> clients_;
  std::vector<Acquisition> acquisitions_;
  std::vector<Contact> contacts_;
  std::vector<Invoice> invoices_;
  std::vector<Contract> contracts_;
};

}  // namespace tenure::shop
