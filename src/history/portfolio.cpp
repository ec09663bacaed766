#include "tenure/portfolio.hpp"

#include <algorithm>
#include <utility>

#include "history/array_log.hpp"
#include "history/arrow_log.hpp"
#include "history/client_flags.hpp"
#include "history/portfolio_data.hpp"
#include "history/staged_rows.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// The lines of `data`, and options whose end of observation moved as asked.
StagedRows continued(const Portfolio::Data& data, std::optional<Day> observed_until) {
  ImportOptions options = data.options;
  if (observed_until) {
    if (*observed_until < data.observed_until) {
      throw Error(Status::invalid_argument,
                  "observed_until cannot move back from " + data.observed_until.to_string() +
                      " to " + observed_until->to_string(),
                  "observed_until");
    }
    options.observed_until = observed_until;
  }
  return {data, options};
}

/// The rows of `staged`, and what the clients asked for before they were added.
Portfolio arranged(StagedRows&& staged, const SharedFlags& flags, const Execution& execution) {
  auto data = std::move(staged).arrange(execution);
  SharedFlags beside = aligned(flags, view_of(data->ids));
  return Portfolio(std::move(data), std::move(beside));
}

}  // namespace

Portfolio::Portfolio(std::shared_ptr<const Data> data, std::shared_ptr<const Flags> flags)
    : data_(std::move(data)), flags_(std::move(flags)) {}
Portfolio::Portfolio(const Portfolio& rows, std::shared_ptr<const Flags> flags)
    : data_(rows.data_), flags_(std::move(flags)) {}

Portfolio Portfolio::from_arrays(const PurchaseArrays& log, const ImportOptions& options,
                                 const Execution& execution) {
  StagedRows staged(options);
  read_arrays(log, staged, execution);
  return Portfolio(std::move(staged).arrange(execution));
}

Portfolio Portfolio::from_arrow(ArrowArrayStream* stream, const PurchaseColumns& columns,
                                const ImportOptions& options, const Execution& execution) {
  ArrowStream owned(stream);
  StagedRows staged(options);
  read_arrow(owned, columns, staged, execution);
  return Portfolio(std::move(staged).arrange(execution));
}

Portfolio Portfolio::append(const PurchaseArrays& more, std::optional<Day> observed_until,
                            const Execution& execution) const {
  StagedRows staged = continued(*data_, observed_until);
  read_arrays(more, staged, execution);
  return arranged(std::move(staged), flags_, execution);
}

Portfolio Portfolio::append(ArrowArrayStream* more, const PurchaseColumns& columns,
                            std::optional<Day> observed_until, const Execution& execution) const {
  ArrowStream owned(more);
  StagedRows staged = continued(*data_, observed_until);
  read_arrow(owned, columns, staged, execution);
  return arranged(std::move(staged), flags_, execution);
}

std::size_t Portfolio::clients() const noexcept { return data_->clients(); }
std::size_t Portfolio::purchases() const noexcept { return data_->purchases; }
ClientIds Portfolio::client_ids() const { return view_of(data_->ids); }
std::span<const std::uint8_t> Portfolio::flags() const noexcept {
  return flags_ == nullptr ? std::span<const std::uint8_t>() : flags_->by_client;
}
bool Portfolio::has_flag(std::size_t client, ClientFlag flag) const noexcept {
  return !flags().empty() && (flags()[client] & bit_of(flag)) != 0;
}
std::size_t Portfolio::excluded_clients() const noexcept {
  return static_cast<std::size_t>(std::count_if(
      flags().begin(), flags().end(),
      [](std::uint8_t bits) { return (bits & bit_of(ClientFlag::no_profiling)) != 0; }));
}
Day Portfolio::first_day() const { return data_->first_day; }
Day Portfolio::observed_until() const { return data_->observed_until; }
bool Portfolio::has_amounts() const noexcept { return data_->has_amounts; }
bool Portfolio::has_costs() const noexcept { return data_->has_costs; }
const ImportOptions& Portfolio::options() const noexcept { return data_->options; }
const ImportReport& Portfolio::report() const noexcept { return data_->report; }

}  // namespace tenure
