#include "history/join_record.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "history/client_column.hpp"
#include "history/client_flags.hpp"
#include "history/money.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// The lines of a table in their new order, and where each client's begin.
struct Order {
  std::vector<std::size_t> lines;
  std::vector<std::uint64_t> offsets;
};

/// By client, then by the first field, a day (absent ones first), then as they were read.
Order ordered(const StagedTable& staged, const ClientIds& clients) {
  const std::vector<std::size_t> client = positions_in(clients, staged.clients());
  const auto& days = std::get<std::vector<std::int32_t>>(staged.fields().front().values);
  const auto& present = staged.fields().front().present;
  Order order;
  order.lines.resize(client.size());
  std::iota(order.lines.begin(), order.lines.end(), std::size_t{0});
  std::stable_sort(order.lines.begin(), order.lines.end(), [&](std::size_t a, std::size_t b) {
    if (client[a] != client[b]) return client[a] < client[b];
    const std::int32_t day_a = present[a] != 0 ? days[a] : PurchaseArrays::no_day;
    const std::int32_t day_b = present[b] != 0 ? days[b] : PurchaseArrays::no_day;
    return day_a < day_b;
  });
  order.offsets.assign(count_of(clients) + 1, 0);
  for (const std::size_t c : client) ++order.offsets[c + 1];
  std::partial_sum(order.offsets.begin(), order.offsets.end(), order.offsets.begin());
  return order;
}

/// In the table of clients each comes once: of several rows the first read stays.
void drop_repeated(const StagedTable& staged, Order& order, Tally& tally) {
  std::vector<std::size_t> kept;
  std::uint64_t before = 0;
  for (std::size_t c = 0; c + 1 < order.offsets.size(); ++c) {
    const auto begin = order.lines.begin() + static_cast<std::ptrdiff_t>(before);
    const auto end = order.lines.begin() + static_cast<std::ptrdiff_t>(order.offsets[c + 1]);
    before = order.offsets[c + 1];
    order.offsets[c + 1] = kept.size() + (begin != end ? 1 : 0);
    if (begin == end) continue;
    const std::size_t first = *std::min_element(begin, end);
    kept.push_back(first);
    for (auto line = begin; line != end; ++line) {
      if (*line == first) continue;
      const std::int64_t row = staged.rows()[*line];
      if (staged.options().invalid_rows == RowPolicy::reject) {
        throw Error(Status::invalid_data,
                    "row " + std::to_string(row) + " names the client of row " +
                        std::to_string(staged.rows()[first]) + " again",
                    "client", row);
      }
      Tally::Count& count = tally.of(DropReason::duplicate);
      ++count.rows;
      count.first_row = count.first_row < 0 ? row : std::min(count.first_row, row);
    }
  }
  order.lines = std::move(kept);
}

template <typename T>
std::vector<T> gathered(const std::vector<T>& values, const std::vector<std::size_t>& lines) {
  std::vector<T> out;
  out.reserve(lines.size());
  for (const std::size_t line : lines) out.push_back(values[line]);
  return out;
}

void add_field(Table::Builder& table, const StagedField& field,
               const std::vector<std::size_t>& lines, int decimals) {
  std::vector<std::uint8_t> present = gathered(field.present, lines);
  switch (field.type) {
    case FieldType::day:
      table.day(field.name, gathered(std::get<std::vector<std::int32_t>>(field.values), lines),
                std::move(present));
      break;
    case FieldType::amount: {
      std::vector<double> units;
      units.reserve(lines.size());
      for (const std::size_t line : lines) {
        units.push_back(
            units_from_minor(std::get<std::vector<std::int64_t>>(field.values)[line], decimals));
      }
      table.float64(field.name, std::move(units), std::move(present));
      break;
    }
    case FieldType::number:
      table.float64(field.name, gathered(std::get<std::vector<double>>(field.values), lines),
                    std::move(present));
      break;
    case FieldType::text: {
      const TextView texts = std::get<TextColumn>(field.values).view();
      TextColumn out;
      for (const std::size_t line : lines) out.push_back(texts[line]);
      table.text(field.name, std::move(out), std::move(present));
      break;
    }
    case FieldType::flag:  // who did not say anything did not ask
      table.boolean(field.name, gathered(std::get<std::vector<std::uint8_t>>(field.values), lines));
      break;
  }
}

Record::Data::Part part_of(const StagedTable& staged, const OwnedClientIds& ids) {
  Record::Data::Part part;
  part.is_given = staged.tally().rows_read > 0;
  Tally tally = staged.tally();
  Order order = ordered(staged, view_of(ids));
  if (staged.table() == RecordTable::clients) drop_repeated(staged, order, tally);
  std::vector<std::size_t> client;
  for (std::size_t c = 0; c + 1 < order.offsets.size(); ++c) {
    client.insert(client.end(), order.offsets[c + 1] - order.offsets[c], c);
    part.report.clients += order.offsets[c + 1] > order.offsets[c];
  }
  Table::Builder table;
  const OwnedClientIds repeated = select(ids, client);
  add_client_column(table, view_of(repeated));
  for (const StagedField& field : staged.fields()) {
    if (field.is_given) {
      add_field(table, field, order.lines, staged.options().currency.decimals);
    }
  }
  part.rows = table.build();
  part.offsets = std::move(order.offsets);
  tally.write_to(part.report);
  part.report.kept = static_cast<std::int64_t>(order.lines.size());
  return part;
}

/// What the clients table says of a flag; where it has no such column, what was known before.
std::vector<std::uint8_t> flag_column(const Table& clients, const char* name, ClientFlag flag,
                                      const SharedFlags& before) {
  if (const auto column = clients.find(name)) {
    const auto asked = clients.boolean(*column);
    return {asked.begin(), asked.end()};
  }
  std::vector<std::uint8_t> asked(clients.rows());
  for (std::size_t i = 0; before != nullptr && i < asked.size(); ++i) {
    asked[i] = (before->by_client[i] & bit_of(flag)) != 0;
  }
  return asked;
}

Portfolio with_given_flags(const Portfolio& portfolio, const Record::Data::Part& part,
                           const OwnedClientIds& ids) {
  const Table& clients = part.rows;
  if (!clients.find("no_profiling") && !clients.find("no_contact") && !clients.find("erase")) {
    return portfolio;
  }
  std::vector<std::size_t> listed;
  for (std::size_t c = 0; c + 1 < part.offsets.size(); ++c) {
    if (part.offsets[c + 1] > part.offsets[c]) listed.push_back(c);
  }
  const OwnedClientIds named = select(ids, listed);
  SharedFlags before = aligned(portfolio.flag_data(), view_of(named));
  if (before != nullptr && before->by_client.empty()) before = nullptr;
  const auto no_profiling = flag_column(clients, "no_profiling", ClientFlag::no_profiling, before);
  const auto no_contact = flag_column(clients, "no_contact", ClientFlag::no_contact, before);
  const auto erase = flag_column(clients, "erase", ClientFlag::erase, before);
  return with_flags(portfolio, {.clients = view_of(named),
                                .no_profiling = no_profiling,
                                .no_contact = no_contact,
                                .erase = erase});
}

}  // namespace

OwnedClientIds united(const OwnedClientIds& ids, const ClientIds& more) {
  if (count_of(more) == 0) return ids;
  const ClientIds known = view_of(ids);
  check_kind(more, known);
  const std::vector<std::size_t> order = ascending_order(more);
  return std::visit(
      [&]<typename View>(const View& added) -> OwnedClientIds {
        const View* const before = std::get_if<View>(&known);
        std::conditional_t<std::is_same_v<View, TextView>, TextColumn, std::vector<std::int64_t>>
            out;
        std::size_t i = 0;
        const std::size_t size = before == nullptr ? 0 : before->size();
        const std::size_t* last = nullptr;
        for (const std::size_t& j : order) {
          if (last != nullptr && added[*last] == added[j]) continue;
          last = &j;
          for (; i < size && (*before)[i] < added[j]; ++i) out.push_back((*before)[i]);
          if (i < size && (*before)[i] == added[j]) ++i;
          out.push_back(added[j]);
        }
        for (; i < size; ++i) out.push_back((*before)[i]);
        return out;
      },
      more);
}

void place_clients(Record::Data& data) {
  const ClientIds ids = view_of(data.ids);
  data.portfolio_rows.clear();
  for (const std::size_t position : positions_in(data.portfolio.client_ids(), ids)) {
    const bool is_there = position < data.portfolio.clients();
    data.portfolio_rows.push_back(is_there ? static_cast<std::int64_t>(position) : -1);
  }
  const SharedFlags beside = aligned(data.portfolio.flag_data(), ids);
  if (beside != nullptr) data.flags = beside->by_client;
}

std::shared_ptr<const Record::Data> join_record(const Portfolio& portfolio,
                                                const std::vector<StagedTable>& staged) {
  OwnedClientIds ids = copy_of(portfolio.client_ids());
  for (const StagedTable& table : staged) ids = united(ids, table.clients());
  auto data = std::make_shared<Record::Data>(portfolio);
  for (std::size_t i = 0; i < staged.size(); ++i) data->parts[i] = part_of(staged[i], ids);
  data->portfolio = with_given_flags(portfolio, data->part(RecordTable::clients), ids);
  data->ids = std::move(ids);
  place_clients(*data);
  return data;
}

}  // namespace tenure
