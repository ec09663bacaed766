#include "tenure/record.hpp"

#include <utility>

#include "history/client_flags.hpp"
#include "history/record_data.hpp"

namespace tenure {

Record::Record(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const Portfolio& Record::portfolio() const noexcept { return data_->portfolio; }
std::size_t Record::clients() const noexcept { return data_->clients(); }
ClientIds Record::client_ids() const { return view_of(data_->ids); }
std::span<const std::int64_t> Record::portfolio_rows() const noexcept {
  return data_->portfolio_rows;
}
bool Record::has_flag(std::size_t client, ClientFlag flag) const noexcept {
  return !data_->flags.empty() && (data_->flags[client] & bit_of(flag)) != 0;
}
bool Record::has(RecordTable table) const { return data_->part(table).is_given; }
const Table& Record::table(RecordTable table) const { return data_->part(table).rows; }
std::span<const std::uint64_t> Record::offsets(RecordTable table) const {
  return data_->part(table).offsets;
}
const ImportReport& Record::report(RecordTable table) const { return data_->part(table).report; }

}  // namespace tenure
