/// The tables of the made-up shop beside its log.
#include <algorithm>
#include <string>
#include <utility>

#include "shop/client_number.hpp"
#include "shop/relation_words.hpp"
#include "shop/relations.hpp"

namespace tenure::shop {
namespace {

double in_units(std::int64_t cents) { return static_cast<double>(cents) / 100.0; }

/// A column of days, some of which did not come.
struct DayColumn {
  explicit DayColumn(Day opened_) : opened(opened_) {}
  void push_back(std::int32_t day) {
    const bool came = day != no_time;
    values.push_back(came ? (opened + Days{day}).since_epoch : 0);
    came_.push_back(came);
  }
  void add_to(Table::Builder& table, const char* name) {
    table.day(name, std::move(values), std::move(came_));
  }
  Day opened;
  std::vector<std::int32_t> values;
  std::vector<std::uint8_t> came_;
};

Table clients_table(const std::vector<std::int64_t>& clients,
                    const std::vector<Acquisition>& acquisitions, Day opened) {
  TextColumn client, channel, region;
  DayColumn acquired(opened);
  std::vector<double> cost;
  std::vector<std::uint8_t> no_profiling, no_contact, erase;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const Acquisition& won = acquisitions[i];
    client.push_back(client_id(clients[i]));
    acquired.push_back(won.day);
    cost.push_back(in_units(won.cost));
    channel.push_back(acquisition_channels[won.channel]);
    region.push_back(regions[won.region]);
    no_profiling.push_back(won.no_profiling);
    no_contact.push_back(won.no_contact);
    erase.push_back(won.erase);
  }
  Table::Builder table;
  table.text("client", std::move(client));
  acquired.add_to(table, "acquired");
  return table.float64("acquisition_cost", std::move(cost))
      .text("acquisition_channel", std::move(channel))
      .text("region", std::move(region))
      .boolean("no_profiling", std::move(no_profiling))
      .boolean("no_contact", std::move(no_contact))
      .boolean("erase", std::move(erase))
      .build();
}

Table contacts_table(const std::vector<Contact>& contacts, Day opened) {
  TextColumn client, nature, channel, started_by;
  DayColumn day(opened);
  std::vector<double> cost, satisfaction;
  std::vector<std::uint8_t> is_asked;
  for (const Contact& contact : contacts) {
    client.push_back(client_id(contact.client));
    day.push_back(contact.day);
    nature.push_back(natures[contact.nature]);
    channel.push_back(contact_channels[contact.channel]);
    started_by.push_back(contact.by_client ? "client" : "firm");
    cost.push_back(in_units(contact.cost));
    satisfaction.push_back(contact.satisfaction);
    is_asked.push_back(contact.satisfaction > 0);
  }
  Table::Builder table;
  table.text("client", std::move(client));
  day.add_to(table, "day");
  return table.text("nature", std::move(nature))
      .text("channel", std::move(channel))
      .text("started_by", std::move(started_by))
      .float64("cost", std::move(cost))
      .float64("satisfaction", std::move(satisfaction), std::move(is_asked))
      .build();
}

Table invoices_table(const std::vector<Invoice>& invoices, Day opened) {
  TextColumn client;
  DayColumn issued(opened), due(opened), paid(opened);
  std::vector<double> amount;
  for (const Invoice& invoice : invoices) {
    client.push_back(client_id(invoice.client));
    issued.push_back(invoice.issued);
    due.push_back(invoice.due);
    paid.push_back(invoice.paid);
    amount.push_back(in_units(invoice.amount));
  }
  Table::Builder table;
  table.text("client", std::move(client));
  issued.add_to(table, "issued");
  due.add_to(table, "due");
  paid.add_to(table, "paid");
  return table.float64("amount", std::move(amount)).build();
}

Table contracts_table(const std::vector<Contract>& contracts, Day opened) {
  TextColumn client;
  DayColumn start(opened), end(opened);
  for (const Contract& contract : contracts) {
    client.push_back(client_id(contract.client));
    start.push_back(contract.start);
    end.push_back(contract.end);
  }
  Table::Builder table;
  table.text("client", std::move(client));
  start.add_to(table, "start");
  end.add_to(table, "end");
  constexpr double months_a_year = 12.0;
  return table.float64("renewal_months", std::vector<double>(contracts.size(), months_a_year))
      .build();
}

}  // namespace

void Relations::write_to(Shop& shop, Day opened) && {
  std::ranges::stable_sort(contacts_, {}, &Contact::day);
  std::ranges::stable_sort(invoices_, {}, &Invoice::issued);
  std::ranges::stable_sort(contracts_, {}, &Contract::start);
  shop.clients = clients_table(clients_, acquisitions_, opened);
  shop.contacts = contacts_table(contacts_, opened);
  shop.invoices = invoices_table(invoices_, opened);
  shop.contracts = contracts_table(contracts_, opened);
}

}  // namespace tenure::shop
