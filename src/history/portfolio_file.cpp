/// Portfolio to a file and back.
#include <algorithm>
#include <utility>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/sections.hpp"
#include "history/client_flags.hpp"
#include "history/portfolio_check.hpp"
#include "history/portfolio_data.hpp"

namespace tenure {
namespace {

constexpr std::string_view magic = "TENUREPF";
constexpr std::uint32_t newest_version = 2;
constexpr std::uint32_t first_with_flags = 2;

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

// ---- options and report, value by value

void write(ByteWriter& to, const ImportOptions& options) {
  for (const auto policy : {options.returns, options.zero_amounts, options.guests,
                            options.invalid_rows, options.after_observed, options.duplicates}) {
    to.integer(static_cast<std::int64_t>(policy));
  }
  to.integer(static_cast<std::int64_t>(options.same_day));
  to.integer(options.observed_until.has_value());
  to.integer(options.observed_until.value_or(Day{}).since_epoch);
  to.text(options.currency.code);
  to.integer(options.currency.decimals);
  to.integer(options.day_rule.day_starts_at);
  to.integer(static_cast<std::int64_t>(options.day_rule.offsets.size()));
  for (const auto& offset : options.day_rule.offsets) {
    to.integer(offset.utc_second);
    to.integer(offset.offset_seconds);
  }
}

ImportOptions read_options(ByteReader& from) {
  ImportOptions options;
  for (auto* policy : {&options.returns, &options.zero_amounts, &options.guests,
                       &options.invalid_rows, &options.after_observed, &options.duplicates}) {
    *policy = static_cast<RowPolicy>(from.integer());
  }
  options.same_day = static_cast<SameDay>(from.integer());
  const bool has_end = from.integer() != 0;
  const Day end{static_cast<std::int32_t>(from.integer())};
  if (has_end) options.observed_until = end;
  options.currency.code = from.text();
  options.currency.decimals = static_cast<int>(from.integer());
  options.day_rule.day_starts_at = static_cast<std::int32_t>(from.integer());
  const std::int64_t offsets = from.integer();
  for (std::int64_t i = 0; i < offsets && !from.failed(); ++i) {
    const std::int64_t second = from.integer();
    options.day_rule.offsets.push_back({second, static_cast<std::int32_t>(from.integer())});
  }
  return options;
}

void write(ByteWriter& to, const ImportReport& report) {
  for (const std::int64_t count :
       {report.rows_read, report.kept, report.merged, report.first_merged_row,
        report.returns_recorded, report.returns_unmatched, report.amounts_rounded,
        report.first_rounded_row, report.clients}) {
    to.integer(count);
  }
  to.integer(static_cast<std::int64_t>(report.dropped.size()));
  for (const auto& dropped : report.dropped) {
    to.text(dropped.reason);
    to.integer(dropped.rows);
    to.integer(dropped.first_row);
  }
}

ImportReport read_report(ByteReader& from) {
  ImportReport report;
  for (auto* count : {&report.rows_read, &report.kept, &report.merged, &report.first_merged_row,
                      &report.returns_recorded, &report.returns_unmatched, &report.amounts_rounded,
                      &report.first_rounded_row, &report.clients}) {
    *count = from.integer();
  }
  const std::int64_t reasons = from.integer();
  for (std::int64_t i = 0; i < reasons && !from.failed(); ++i) {
    std::string reason = from.text();
    const std::int64_t rows = from.integer();
    report.dropped.push_back({std::move(reason), rows, from.integer()});
  }
  return report;
}

// ---- sections

class Writer {
 public:
  explicit Writer(NewFile& file) : sections_(file, magic, newest_version) {}

  template <typename Array>
  void array(std::uint32_t id, const Array& values) {
    sections_.write(id, std::span<const typename Array::value_type>(values));
  }
  void bytes(std::uint32_t id, const ByteWriter& values) { sections_.write(id, values.bytes()); }
  void texts(std::uint32_t id, const TextColumn& texts) {
    array(id, texts.offsets);
    sections_.write(id + 1, std::span<const char>(texts.bytes));
  }
  void ids(std::uint32_t id, const OwnedClientIds& ids) {
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
      array(id, *numbers);
    } else {
      texts(id, std::get<TextColumn>(ids));
    }
  }

 private:
  SectionWriter sections_;
};

TextColumn read_texts(SectionReader& sections, std::uint32_t id) {
  TextColumn texts;
  sections.read(id, texts.offsets);
  sections.read(id + 1, texts.bytes);
  return texts;
}

OwnedClientIds read_ids(SectionReader& sections, std::uint32_t id, bool are_texts) {
  if (are_texts) return read_texts(sections, id);
  std::vector<std::int64_t> numbers;
  sections.read(id, numbers);
  return numbers;
}

bool are_texts(const OwnedClientIds& ids) { return std::holds_alternative<TextColumn>(ids); }

void write(Writer& writer, const Portfolio::Flags& flags) {
  ByteWriter facts;
  facts.integer(are_texts(flags.ids));
  writer.bytes(flag_facts_section, facts);
  writer.ids(flagged_ids_section, flags.ids);
  writer.array(flag_bits_section, flags.bits);
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

void Portfolio::save(const std::string& path) const {
  const Data& data = *data_;
  NewFile file(path);
  Writer writer(file);
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
  writer.bytes(options_section, options);
  writer.bytes(report_section, report);
  writer.bytes(facts_section, facts);
  writer.ids(ids_section, data.ids);
  writer.array(offsets_section, data.offsets);
  writer.array(day_section, data.lines.day);
  writer.array(amount_section, data.lines.amount);
  writer.array(cost_section, data.lines.cost);
  writer.array(order_section, data.lines.order);
  writer.array(category_section, data.lines.category);
  writer.array(channel_section, data.lines.channel);
  writer.array(quantity_section, data.lines.quantity);
  writer.texts(orders_section, data.orders);
  writer.texts(categories_section, data.categories);
  writer.texts(channels_section, data.channels);
  write(writer, flags_ == nullptr ? Flags{} : *flags_);
  file.commit();
}

Portfolio Portfolio::load(const std::string& path) {
  OldFile file(path);
  SectionReader sections(file, magic, newest_version);
  auto data = std::make_shared<Data>();
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
  SharedFlags flags;
  if (sections.version() >= first_with_flags) flags = read_flags(sections, *data);
  sections.end();
  return Portfolio(std::move(data), std::move(flags));
}

}  // namespace tenure
