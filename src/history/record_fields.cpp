#include "history/record_fields.hpp"

#include <array>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::array clients_fields{RecordField{"acquired", FieldType::day},
                                    RecordField{"acquisition_cost", FieldType::amount},
                                    RecordField{"acquisition_channel", FieldType::text},
                                    RecordField{"no_profiling", FieldType::flag},
                                    RecordField{"no_contact", FieldType::flag},
                                    RecordField{"erase", FieldType::flag}};
constexpr std::array contacts_fields{
    RecordField{"day", FieldType::day, true}, RecordField{"nature", FieldType::text},
    RecordField{"channel", FieldType::text},  RecordField{"started_by", FieldType::text},
    RecordField{"cost", FieldType::amount},   RecordField{"satisfaction", FieldType::number}};
constexpr std::array invoices_fields{
    RecordField{"issued", FieldType::day, true}, RecordField{"due", FieldType::day},
    RecordField{"paid", FieldType::day}, RecordField{"amount", FieldType::amount, true}};
constexpr std::array contracts_fields{RecordField{"start", FieldType::day, true},
                                      RecordField{"end", FieldType::day},
                                      RecordField{"renewal_months", FieldType::number}};

}  // namespace

std::span<const RecordField> record_fields(RecordTable table) {
  switch (table) {
    case RecordTable::clients:
      return clients_fields;
    case RecordTable::contacts:
      return contacts_fields;
    case RecordTable::invoices:
      return invoices_fields;
    case RecordTable::contracts:
      return contracts_fields;
  }
  throw Error(Status::invalid_argument,
              "table must be 0 to 3, not " + std::to_string(static_cast<std::int32_t>(table)),
              "table");
}

std::size_t field_position(RecordTable table, std::string_view name) {
  const auto fields = record_fields(table);
  std::string known;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
    known += (known.empty() ? "" : ", ") + std::string(fields[i].name);
  }
  throw Error(Status::invalid_argument,
              "there is no field " + in_quotes(name) + "; there are: " + known, std::string(name));
}

}  // namespace tenure
