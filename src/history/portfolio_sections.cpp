#include "history/portfolio_sections.hpp"

#include <algorithm>
#include <utility>

#include "base/bytes.hpp"
#include "history/client_flags.hpp"
#include "history/portfolio_bytes.hpp"
#include "history/portfolio_check.hpp"
#include "history/portfolio_data.hpp"
#include "history/text_sections.hpp"

namespace tenure {
namespace {

/// In the order of the file.
enum Section : std::uint32_t {
  options_section = 1,
  report_section,
  facts_section,
  ids_section,
  id_bytes_section,
  offsets_section,
  day_section,
  amount_section,
  cost_section,
  order_section,
  category_section,
  channel_section,
  quantity_section,
  orders_section,
  categories_section = orders_section + 2,
  channels_section = categories_section + 2,
  flag_facts_section = channels_section + 2,
  flagged_ids_section,
  flag_bits_section = flagged_ids_section + 2
};

bool are_texts(const OwnedClientIds& ids) { return std::holds_alternative<TextColumn>(ids); }

void write_flags(SectionWriter& sections, const Portfolio::Flags& flags) {
  ByteWriter facts;
  facts.integer(are_texts(flags.ids));
  sections.write(flag_facts_section, facts.bytes());
  write_ids(sections, flagged_ids_section, flags.ids);
  write_array(sections, flag_bits_section, flags.bits);
}

SharedFlags read_flags(SectionReader& sections, const Portfolio::Data& data) {
  std::vector<std::uint8_t> facts;
  sections.read(flag_facts_section, facts);
  ByteReader from_facts(facts);
  const bool ids_are_texts = from_facts.integer() != 0;
  if (!from_facts.complete()) sections.corrupt("its flags are not whole");
  auto flags = std::make_shared<Portfolio::Flags>();
  flags->ids = read_ids(sections, flagged_ids_section, ids_are_texts);
  sections.read(flag_bits_section, flags->bits);
  if (const std::string fault = find_fault(*flags, data); !fault.empty()) sections.corrupt(fault);
  return flags->bits.empty() ? nullptr : aligned(flags, view_of(data.ids));
}

}  // namespace

void write_ids(SectionWriter& sections, std::uint32_t id, const OwnedClientIds& ids) {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
    write_array(sections, id, *numbers);
  } else {
    write_texts(sections, id, std::get<TextColumn>(ids));
  }
}

OwnedClientIds read_ids(SectionReader& sections, std::uint32_t id, bool are_texts) {
  if (are_texts) return read_texts(sections, id);
  std::vector<std::int64_t> numbers;
  sections.read(id, numbers);
  return numbers;
}

void write_portfolio(SectionWriter& sections, const Portfolio& portfolio) {
  const Portfolio::Data& data = portfolio.data();
  ByteWriter options, report, facts;
  write(options, data.options);
  write(report, data.report);
  for (const std::int64_t fact :
       {std::int64_t{are_texts(data.ids)}, std::int64_t{data.has_amounts},
        std::int64_t{data.has_costs}, std::int64_t{data.last_day},
        std::int64_t{data.first_day.since_epoch}, std::int64_t{data.observed_until.since_epoch},
        static_cast<std::int64_t>(data.purchases)}) {
    facts.integer(fact);
  }
  sections.write(options_section, options.bytes());
  sections.write(report_section, report.bytes());
  sections.write(facts_section, facts.bytes());
  write_ids(sections, ids_section, data.ids);
  write_array(sections, offsets_section, data.offsets);
  write_array(sections, day_section, data.lines.day);
  write_array(sections, amount_section, data.lines.amount);
  write_array(sections, cost_section, data.lines.cost);
  write_array(sections, order_section, data.lines.order);
  write_array(sections, category_section, data.lines.category);
  write_array(sections, channel_section, data.lines.channel);
  write_array(sections, quantity_section, data.lines.quantity);
  write_texts(sections, orders_section, data.orders);
  write_texts(sections, categories_section, data.categories);
  write_texts(sections, channels_section, data.channels);
  const SharedFlags& flags = portfolio.flag_data();
  write_flags(sections, flags == nullptr ? Portfolio::Flags{} : *flags);
}

Portfolio read_portfolio(SectionReader& sections, bool with_flags) {
  auto data = std::make_shared<Portfolio::Data>();
  std::vector<std::uint8_t> options, report, facts;
  sections.read(options_section, options);
  sections.read(report_section, report);
  sections.read(facts_section, facts);
  ByteReader from_options(options), from_report(report), from_facts(facts);
  data->options = read_options(from_options);
  data->report = read_report(from_report);
  const bool ids_are_texts = from_facts.integer() != 0;
  data->has_amounts = from_facts.integer() != 0;
  data->has_costs = from_facts.integer() != 0;
  data->last_day = static_cast<std::int32_t>(from_facts.integer());
  data->first_day = {static_cast<std::int32_t>(from_facts.integer())};
  data->observed_until = {static_cast<std::int32_t>(from_facts.integer())};
  data->purchases = static_cast<std::size_t>(from_facts.integer());
  if (!from_options.complete() || !from_report.complete() || !from_facts.complete()) {
    sections.corrupt("its options, report or facts are not whole");
  }
  data->ids = read_ids(sections, ids_section, ids_are_texts);
  sections.read(offsets_section, data->offsets);
  sections.read(day_section, data->lines.day);
  sections.read(amount_section, data->lines.amount);
  sections.read(cost_section, data->lines.cost);
  sections.read(order_section, data->lines.order);
  sections.read(category_section, data->lines.category);
  sections.read(channel_section, data->lines.channel);
  sections.read(quantity_section, data->lines.quantity);
  data->orders = read_texts(sections, orders_section);
  data->categories = read_texts(sections, categories_section);
  data->channels = read_texts(sections, channels_section);
  data->has_returns = std::any_of(data->lines.amount.begin(), data->lines.amount.end(),
                                  [](std::int64_t amount) { return amount < 0; });
  if (const std::string fault = find_fault(*data); !fault.empty()) sections.corrupt(fault);
  SharedFlags flags = with_flags ? read_flags(sections, *data) : nullptr;
  return Portfolio(std::move(data), std::move(flags));
}

}  // namespace tenure
