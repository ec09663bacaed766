#include "tenure/payment.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "history/client_column.hpp"
#include "history/record_data.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

struct Account {
  double invoiced = 0, paid = 0, open = 0, overdue = 0, bad = 0;
  std::vector<double> amounts, days_late;  ///< of what was paid or is overdue
};

void check(const Record& record, const PaymentOptions& options) {
  const auto refuse = [](const char* argument, const std::string& why) {
    throw Error(Status::invalid_argument, std::string("payment: ") + argument + " " + why,
                argument);
  };
  if (!record.has(RecordTable::invoices)) refuse("record", "has no invoices");
  if (options.months < 1 || options.months > 120) refuse("months", "must be 1 to 120");
  if (options.bad_after < Days{1}) refuse("bad_after", "must be above 0 days");
  if (!(options.loss_given_default >= 0.0 && options.loss_given_default <= 1.0)) {
    refuse("loss_given_default", "must be in [0, 1], not " + to_text(options.loss_given_default));
  }
  if (options.as_of &&
      (*options.as_of < Day::from_date(1500, 1, 1) || *options.as_of > Day::last())) {
    refuse("as_of", "must be a day of the years 1500 to 9999");
  }
}

/// Invoices as they stood on a day.
class Ledger {
 public:
  Ledger(const Record& record, Day as_of, Days bad_after)
      : offsets_(record.offsets(RecordTable::invoices)),
        rows_(record.table(RecordTable::invoices)),
        as_of_(as_of),
        bad_after_(bad_after) {}

  [[nodiscard]] Account account(std::size_t client) const {
    Account result;
    for (std::size_t i = offsets_[client]; i < offsets_[client + 1]; ++i) {
      const double amount = rows_.float64("amount")[i];
      const Day issued{rows_.day("issued")[i]};
      if (amount <= 0.0 || issued > as_of_) continue;
      result.invoiced += amount;
      const Day due = day_at("due", i).value_or(issued);
      const std::optional<Day> paid = day_at("paid", i);
      const bool is_paid = paid && *paid <= as_of_;
      (is_paid ? result.paid : result.open) += amount;
      const Days late = (is_paid ? *paid : as_of_) - due;
      if (!is_paid && late <= Days{0}) continue;
      result.amounts.push_back(amount);
      result.days_late.push_back(late.count);
      if (is_paid) continue;
      result.overdue += amount;
      if (late >= bad_after_) result.bad += amount;
    }
    return result;
  }

  /// Invoiced from one day to another, both included.
  [[nodiscard]] double sales(Day from, Day to) const {
    const auto issued = rows_.day("issued");
    const auto amounts = rows_.float64("amount");
    double sum = 0.0;
    for (std::size_t i = 0; i < issued.size(); ++i) {
      if (Day{issued[i]} >= from && Day{issued[i]} <= to && amounts[i] > 0.0) sum += amounts[i];
    }
    return sum;
  }

 private:
  [[nodiscard]] std::optional<Day> day_at(const char* column, std::size_t row) const {
    const auto at = rows_.find(column);
    if (!at) return std::nullopt;
    const auto validity = rows_.validity(*at);
    if (!validity.empty() && validity[row] == 0) return std::nullopt;
    return Day{rows_.day(*at)[row]};
  }

  std::span<const std::uint64_t> offsets_;
  const Table& rows_;
  Day as_of_;
  Days bad_after_;
};

Day first_of_month(Day day) {
  const std::string date = day.to_string();  // YYYY-MM-DD
  return Day::parse(date.substr(0, date.size() - 2) + "01");
}

/// Of the calendar months up to `as_of`, whose last may have begun only.
DaysOutstanding outstanding(const Ledger& ledger, double receivable, Day as_of, int months) {
  std::vector<double> sales, days;
  Day to = as_of;
  for (int i = 0; i < months; ++i) {
    const Day from = first_of_month(to);
    sales.push_back(ledger.sales(from, to));
    days.push_back((to - from).count + 1);
    to = from - Days{1};
  }
  std::reverse(sales.begin(), sales.end());
  std::reverse(days.begin(), days.end());
  return days_outstanding(receivable, sales, days);
}

Table clients_table(const Record& record, const std::vector<Account>& accounts, double bad_share,
                    double loss_given_default) {
  std::vector<std::size_t> shown;
  std::size_t excluded = 0;
  for (std::size_t c = 0; c < accounts.size(); ++c) {
    if (accounts[c].invoiced <= 0.0) continue;
    if (record.has_flag(c, ClientFlag::no_profiling)) {
      ++excluded;
    } else {
      shown.push_back(c);
    }
  }
  Table::Builder table;
  const OwnedClientIds ids = select(record.data().ids, shown);
  add_client_column(table, view_of(ids));
  const auto add = [&](const char* name, auto&& value) {
    std::vector<double> column;
    column.reserve(shown.size());
    for (const std::size_t c : shown) column.push_back(value(accounts[c]));
    table.float64(name, std::move(column));
  };
  add("invoiced", [](const Account& a) { return a.invoiced; });
  add("paid", [](const Account& a) { return a.paid; });
  add("open", [](const Account& a) { return a.open; });
  add("overdue", [](const Account& a) { return a.overdue; });
  add("bad", [](const Account& a) { return a.bad; });
  add("days_late", [](const Account& a) { return lateness(a.amounts, a.days_late).days_late; });
  add("late_share", [](const Account& a) { return lateness(a.amounts, a.days_late).late_share; });
  add("expected_loss", [&](const Account& a) {
    return loss_given_default * (a.bad + bad_share * (a.open - a.bad));
  });
  return table.excluded_clients(excluded).build();
}

}  // namespace

PaymentResult payment(const Record& record, const PaymentOptions& options) {
  check(record, options);
  const Day as_of = options.as_of.value_or(record.portfolio().observed_until());
  const Ledger ledger(record, as_of, options.bad_after);
  std::vector<Account> accounts;
  Account all;
  for (std::size_t c = 0; c < record.clients(); ++c) {
    accounts.push_back(ledger.account(c));
    const Account& one = accounts.back();
    all.paid += one.paid;
    all.open += one.open;
    all.bad += one.bad;
    all.amounts.insert(all.amounts.end(), one.amounts.begin(), one.amounts.end());
    all.days_late.insert(all.days_late.end(), one.days_late.begin(), one.days_late.end());
  }
  PaymentResult result;
  result.receivable = all.open;
  result.outstanding = outstanding(ledger, all.open, as_of, options.months);
  result.late = lateness(all.amounts, all.days_late);
  if (all.paid + all.bad > 0.0) result.bad_share = all.bad / (all.paid + all.bad);
  result.expected_loss =
      options.loss_given_default * (all.bad + result.bad_share * (all.open - all.bad));
  result.clients = clients_table(record, accounts, result.bad_share, options.loss_given_default);
  return result;
}

}  // namespace tenure
