#include "history/record_fields.hpp"

#include <array>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

using enum FieldType;

constexpr std::array clients_fields{RecordField{"acquired", day},
                                    RecordField{"acquisition_cost", amount},
                                    RecordField{"acquisition_channel", text},
                                    RecordField{"no_profiling", flag},
                                    RecordField{"no_contact", flag},
                                    RecordField{"erase", flag}};
constexpr std::array contacts_fields{
    RecordField{"day", day, true}, RecordField{"nature", text},
    RecordField{"channel", text},  RecordField{"started_by", text},
    RecordField{"cost", amount},   RecordField{"satisfaction", number}};
constexpr std::array invoices_fields{RecordField{"issued", day, true}, RecordField{"due", day},
                                     RecordField{"paid", day}, RecordField{"amount", amount, true}};
constexpr std::array contracts_fields{RecordField{"start", day, true}, RecordField{"end", day},
                                      RecordField{"renewal_months", number}};

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
              "there is no field " + quoted(name) + "; there are: " + known, std::string(name));
}

}  // namespace tenure
