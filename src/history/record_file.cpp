/// Record to a file and back.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/table_sections.hpp"
#include "history/import_report.hpp"
#include "history/join_record.hpp"
#include "history/portfolio_bytes.hpp"
#include "history/portfolio_check.hpp"
#include "history/portfolio_sections.hpp"
#include "history/record_data.hpp"

namespace tenure {
namespace {

constexpr std::string_view record_magic = "TENURERC";
constexpr std::uint32_t newest_record_version = 1;

/// After those of the portfolio.
enum RecordSection : std::uint32_t {
  record_facts_section = 100,
  record_ids_section,
  part_section = record_ids_section + 2,
  part_offsets_section,
  part_rows_section
};

using Part = Record::Data::Part;

/// Whether a table has the columns of a part: client, then fields and, of clients, attributes.
bool is_part(RecordTable table, const Part& part, const OwnedClientIds& ids) {
  const Table& rows = part.rows;
  if (rows.columns() == 0 || rows.name(0) != "client") return false;
  if (part.offsets.size() != count_of(view_of(ids)) + 1 || part.offsets.front() != 0 ||
      part.offsets.back() != rows.rows() ||
      !std::is_sorted(part.offsets.begin(), part.offsets.end())) {
    return false;
  }
  constexpr std::array types{Table::Type::day, Table::Type::float64, Table::Type::float64,
                             Table::Type::text, Table::Type::boolean};
  const auto fields = record_fields(table);
  for (std::size_t c = 1; c < rows.columns(); ++c) {
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const RecordField& known) {
      return known.name == rows.name(c);
    });
    const bool is_attribute = field == fields.end();
    if (is_attribute && table != RecordTable::clients) return false;
    const Table::Type type =
        is_attribute ? Table::Type::text : types[static_cast<std::size_t>(field->type)];
    if (rows.type(c) != type) return false;
  }
  return std::all_of(fields.begin(), fields.end(), [&](const RecordField& field) {
    return !field.required || !part.is_given || rows.find(field.name);
  });
}

/// Days in the calendar, and in order for each client.
bool are_days(const Part& part) {
  const Table& rows = part.rows;
  for (std::size_t c = 1; c < rows.columns(); ++c) {
    if (rows.type(c) != Table::Type::day) continue;
    const auto days = rows.day(c);
    const auto validity = rows.validity(c);
    for (std::size_t i = 0; i < days.size(); ++i) {
      const bool is_there = validity.empty() || validity[i] != 0;
      if (is_there && (Day{days[i]} < Day::first() || Day{days[i]} > Day::last())) return false;
    }
  }
  return true;
}

/// Whether the rows are those of the clients whose they are said to be.
bool are_clients(const Part& part, const OwnedClientIds& ids) {
  const auto is_client = [&](const auto& known, const auto& cells) {
    for (std::size_t c = 0; c + 1 < part.offsets.size(); ++c) {
      for (std::size_t i = part.offsets[c]; i < part.offsets[c + 1]; ++i) {
        if (known[c] != cells[i]) return false;
      }
    }
    return true;
  };
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids)) {
    return part.rows.type(0) == Table::Type::int64 && is_client(*numbers, part.rows.int64(0));
  }
  return part.rows.type(0) == Table::Type::text &&
         is_client(std::get<TextColumn>(ids).view(), part.rows.text(0));
}

void check(const SectionReader& sections, RecordTable table, const Part& part,
           const OwnedClientIds& ids) {
  if (!is_part(table, part, ids)) sections.corrupt("a table does not have its columns");
  if (!are_days(part)) sections.corrupt("the days of a table are none");
  if (!are_clients(part, ids)) sections.corrupt("the rows of a table are not its clients'");
  if (!Tally::knows_reasons_of(part.report)) sections.corrupt("its import report is none");
}

}  // namespace

void Record::save(const std::string& path) const {
  NewFile file(path);
  SectionWriter sections(file, record_magic, newest_record_version);
  write_portfolio(sections, data_->portfolio);
  ByteWriter facts;
  facts.integer(std::holds_alternative<TextColumn>(data_->ids));
  sections.write(record_facts_section, facts.bytes());
  write_ids(sections, record_ids_section, data_->ids);
  for (const Part& part : data_->parts) {
    ByteWriter about;
    about.integer(part.is_given);
    write(about, part.report);
    sections.write(part_section, about.bytes());
    write_array(sections, part_offsets_section, part.offsets);
    write_table(sections, part_rows_section, part.rows);
  }
  file.commit();
}

Record Record::load(const std::string& path) {
  OldFile file(path);
  SectionReader sections(file, record_magic, newest_record_version);
  auto data = std::make_shared<Data>(read_portfolio(sections, true));
  std::vector<std::uint8_t> facts;
  sections.read(record_facts_section, facts);
  ByteReader from_facts(facts);
  const bool ids_are_texts = from_facts.integer() != 0;
  data->ids = read_ids(sections, record_ids_section, ids_are_texts);
  if (!from_facts.complete() || !are_ascending_ids(data->ids)) {
    sections.corrupt("its client ids are not in order");
  }
  for (std::size_t t = 0; t < data->parts.size(); ++t) {
    Part& part = data->parts[t];
    std::vector<std::uint8_t> about;
    sections.read(part_section, about);
    ByteReader from_about(about);
    part.is_given = from_about.integer() != 0;
    part.report = read_report(from_about);
    if (!from_about.complete()) sections.corrupt("a table's report is not whole");
    sections.read(part_offsets_section, part.offsets);
    part.rows = read_table(sections, part_rows_section);
    check(sections, static_cast<RecordTable>(t), part, data->ids);
  }
  sections.end();
  const ClientIds ids = view_of(data->ids);
  if (!are_of_one_kind(ids, data->portfolio.client_ids())) {
    sections.corrupt("its client ids are of two kinds");
  }
  place_clients(*data);
  const auto bought = std::count_if(data->portfolio_rows.begin(), data->portfolio_rows.end(),
                                    [](std::int64_t row) { return row >= 0; });
  if (static_cast<std::size_t>(bought) != data->portfolio.clients()) {
    sections.corrupt("its clients are not those of the portfolio");
  }
  return Record(std::move(data));
}

}  // namespace tenure
