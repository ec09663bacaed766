/// Cells to bytes and back.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/bytes.hpp"
#include "base/sections.hpp"
#include "history/check_histories.hpp"
#include "models/cells_data.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

constexpr std::string_view cells_magic = "TENURECL";
constexpr std::uint32_t newest_cells_version = 1;

/// In the order of the bytes.
enum CellsSection : std::uint32_t {
  cells_facts_section = 1,
  cells_frequency_section,
  cells_recency_section,
  cells_age_section,
  cells_mean_spend_section,
  cells_weight_section,
  cells_log_high_section,
  cells_log_low_section
};

/// Whether the columns are those that such cells have, in the order of their keys, each key once.
bool are_cells(const Cells::Data& data) {
  const std::size_t rows = data.x.size();
  const std::size_t times = data.of_spend ? 0 : rows;
  if (data.t_x.size() != times || data.T.size() != times || data.weight.size() != rows ||
      data.m.size() != rows - times || data.log_interpurchase_sums.size() != rows) {
    return false;
  }
  const auto key = [&](std::size_t i) {
    return data.of_spend ? std::array{data.x[i], data.m[i], 0.0}
                         : std::array{data.x[i], data.t_x[i], data.T[i]};
  };
  for (std::size_t i = 1; i < rows; ++i) {
    if (!(key(i - 1) < key(i))) return false;
  }
  return true;
}

bool are_histories(const Histories& histories) {
  try {
    check_histories(histories);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::vector<std::byte> Cells::to_bytes() const {
  const Data& data = *data_;
  MemorySink bytes;
  SectionWriter to(bytes, cells_magic, newest_cells_version);
  ByteWriter facts;
  facts.integer(static_cast<std::int64_t>(data.unit));
  facts.integer(static_cast<std::int64_t>(data.of_spend));
  facts.integer(static_cast<std::int64_t>(data.has_log_interpurchase));
  to.write(cells_facts_section, facts.bytes());
  for (auto [id, column] :
       {std::pair{cells_frequency_section, &data.x}, std::pair{cells_recency_section, &data.t_x},
        std::pair{cells_age_section, &data.T}, std::pair{cells_mean_spend_section, &data.m},
        std::pair{cells_weight_section, &data.weight}}) {
    to.write(id, std::span<const double>(*column));
  }
  std::vector<std::int64_t> high;
  std::vector<std::uint64_t> low;
  for (const FixedPointSum& sum : data.log_interpurchase_sums) {
    high.push_back(sum.high());
    low.push_back(sum.low());
  }
  to.write(cells_log_high_section, std::span<const std::int64_t>(high));
  to.write(cells_log_low_section, std::span<const std::uint64_t>(low));
  return std::move(bytes).take();
}

Cells Cells::from_bytes(std::span<const std::byte> bytes) {
  MemorySource source(bytes);
  SectionReader from(source, cells_magic, newest_cells_version);
  auto data = std::make_shared<Data>();
  std::vector<std::uint8_t> fact_bytes;
  from.read(cells_facts_section, fact_bytes);
  ByteReader facts(fact_bytes);
  const std::int64_t unit = facts.integer();
  data->of_spend = facts.integer() != 0;
  data->has_log_interpurchase = facts.integer() != 0;
  if (!facts.complete() || unit < 0 || unit > static_cast<std::int64_t>(TimeUnit::year)) {
    from.corrupt("its facts are none");
  }
  data->unit = static_cast<TimeUnit>(unit);
  for (auto [id, column] :
       {std::pair{cells_frequency_section, &data->x}, std::pair{cells_recency_section, &data->t_x},
        std::pair{cells_age_section, &data->T}, std::pair{cells_mean_spend_section, &data->m},
        std::pair{cells_weight_section, &data->weight}}) {
    from.read(id, *column);
  }
  std::vector<std::int64_t> high;
  std::vector<std::uint64_t> low;
  from.read(cells_log_high_section, high);
  from.read(cells_log_low_section, low);
  from.end();
  if (high.size() != low.size() || !std::all_of(high.begin(), high.end(), FixedPointSum::is_high)) {
    from.corrupt("its sums of logarithms are none");
  }
  for (std::size_t i = 0; i < high.size(); ++i) {
    data->log_interpurchase_sums.emplace_back(high[i], low[i]);
  }
  if (!are_cells(*data)) from.corrupt("its columns do not fit together");
  data->complete();
  if (!are_histories(data->view())) from.corrupt("its histories are none");
  return Cells(std::move(data));
}

}  // namespace tenure
