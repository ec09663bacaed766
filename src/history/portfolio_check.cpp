#include "history/portfolio_check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "history/client_flags.hpp"
#include "history/import_options.hpp"
#include "history/import_report.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include "history/text_sections.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// Whole, UTF-8, and strictly ascending by bytes.
bool is_dictionary(const TextColumn& texts) {
  if (!are_offsets(texts)) return false;
  const TextView view = texts.view();
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (!is_utf8(view[i]) || (i > 0 && !(view[i - 1] < view[i]))) return false;
  }
  return true;
}

bool are_codes(std::span<const std::uint32_t> codes, const TextColumn& texts, std::size_t lines) {
  if (!is_dictionary(texts) || texts.view().size() == 0 || !texts.view()[0].empty()) return false;
  return (codes.empty() || codes.size() == lines) &&
         std::all_of(codes.begin(), codes.end(),
                     [&](std::uint32_t code) { return code < texts.view().size(); });
}

/// Present where it must be, and no sum over a client overflows.
bool are_amounts(std::span<const std::int64_t> amounts, bool there, const Portfolio::Data& data) {
  if (amounts.size() != (there ? data.lines.size() : 0)) return false;
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max() / 2;
  for (std::size_t c = 0; there && c < data.clients(); ++c) {
    std::int64_t sum = 0;
    for (std::size_t i = data.offsets[c]; i < data.offsets[c + 1]; ++i) {
      if (amounts[i] == no_amount) return false;
      const std::int64_t value = amounts[i] < 0 ? -amounts[i] : amounts[i];
      if (value > largest - sum) return false;
      sum += value;
    }
  }
  return true;
}

bool are_client_offsets(const std::vector<std::uint64_t>& offsets, std::size_t lines) {
  return !offsets.empty() && offsets.front() == 0 && offsets.back() == lines &&
         std::adjacent_find(offsets.begin(), offsets.end(), std::greater_equal<>()) ==
             offsets.end();
}

bool are_days(const Portfolio::Data& data) {
  const std::int32_t last = data.observed_until.since_epoch;
  for (std::size_t c = 0; c < data.clients(); ++c) {
    std::int32_t before = Day::first().since_epoch;
    for (std::size_t i = data.offsets[c]; i < data.offsets[c + 1]; ++i) {
      const std::int32_t day = data.lines.day[i];
      if (day < before || day > last) return false;
      before = day;
    }
  }
  return data.observed_until >= Day::first() && data.observed_until <= Day::last() &&
         data.first_day <= data.observed_until;
}

}  // namespace

bool are_ids(const OwnedClientIds& ids, std::size_t clients) {
  if (const auto* texts = std::get_if<TextColumn>(&ids)) {
    return is_dictionary(*texts) && texts->view().size() == clients &&
           (clients == 0 || !texts->view()[0].empty());
  }
  const auto& numbers = std::get<std::vector<std::int64_t>>(ids);
  return numbers.size() == clients && std::adjacent_find(numbers.begin(), numbers.end(),
                                                         std::greater_equal<>()) == numbers.end();
}

bool are_ascending_ids(const OwnedClientIds& ids) { return are_ids(ids, count_of(view_of(ids))); }

std::string find_fault(const Portfolio::Data& data) {
  const std::size_t lines = data.lines.size();
  if (!are_options(data.options)) return "its import options are none";
  if (!Tally::knows_reasons_of(data.report)) return "its import report is none";
  if (!are_client_offsets(data.offsets, lines)) return "its clients' rows do not fit together";
  if (!are_ids(data.ids, data.clients())) return "its client ids are not in order";
  if (!are_days(data)) return "its days are not in order";
  if (!are_amounts(data.lines.amount, data.has_amounts, data)) return "its amounts are none";
  if (!are_amounts(data.lines.cost, data.has_costs, data)) return "its costs are none";
  if (!are_codes(data.lines.order, data.orders, lines) ||
      !are_codes(data.lines.category, data.categories, lines) ||
      !are_codes(data.lines.channel, data.channels, lines)) {
    return "its texts do not fit its rows";
  }
  const auto& quantity = data.lines.quantity;
  const bool has_infinity =
      std::any_of(quantity.begin(), quantity.end(), [](double value) { return std::isinf(value); });
  if ((!quantity.empty() && quantity.size() != lines) || has_infinity) {
    return "its quantities are none";
  }
  return {};
}

std::string find_fault(const Portfolio::Flags& flags, const Portfolio::Data& data) {
  const bool are_bits = std::all_of(flags.bits.begin(), flags.bits.end(), [](std::uint8_t bits) {
    return bits > 0 && bits <= all_client_flags;
  });
  if (!are_ids(flags.ids, flags.bits.size())) return "its flagged client ids are not in order";
  if (!are_bits) return "its flags are none";
  if (!are_of_one_kind(view_of(flags.ids), view_of(data.ids))) {
    return "its flagged client ids are of another kind";
  }
  return {};
}

}  // namespace tenure
