/// The query of a summary, in five steps: the recorded rows, the days of each client, what his
/// purchases came to by then, the lowest that was, and a row a client.
///
/// Returns are taken off the latest purchases first, and no purchase goes below 0. So what is left
/// of a client's purchases on a day is his net spend less the lowest it ever was, if that is below
/// 0 (the reflection of a path at 0), and what is left of his first purchase, which goes last, is
/// the least that was left since.
#include <string>

#include "history/sql_dialect.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

void check(const SqlLog& log, const SummaryOptions& options) {
  const auto need = [](const std::string& name, const char* argument) {
    if (!name.empty()) return;
    throw Error(Status::invalid_argument, std::string("a query needs the name of the ") + argument,
                argument);
  };
  need(log.table, "table");
  need(log.client, "client");
  need(log.day, "day");
  if (!log.cost.empty()) need(log.amount, "amount");
  for (const std::string* name : {&log.table, &log.client, &log.day, &log.amount, &log.cost}) {
    if (name->find('\0') != std::string::npos) {
      throw Error(Status::invalid_argument, "a name has a NUL byte", "table");
    }
  }
  if (log.decimals < 0 || log.decimals > 6) {
    throw Error(Status::invalid_argument,
                "a currency has 0 to 6 decimals, not " + std::to_string(log.decimals), "decimals");
  }
  if (options.unit != TimeUnit::day && options.unit != TimeUnit::week) {
    throw Error(Status::invalid_argument,
                "a query counts in days or weeks, not by the " +
                    std::string(to_string(options.unit)) + "; count from first_day and last_day",
                "unit");
  }
  if (options.calibration_end && options.observed_until &&
      *options.calibration_end > *options.observed_until) {
    throw Error(Status::invalid_argument,
                "the calibration period cannot end on " + options.calibration_end->to_string() +
                    ", after the observation on " + options.observed_until->to_string(),
                "calibration_end");
  }
}

class Query {
 public:
  Query(SqlDialect dialect, const SqlLog& log, const SummaryOptions& options)
      : sql_(dialect),
        log_(log),
        options_(options),
        has_amounts_(!log.amount.empty()),
        has_costs_(!log.cost.empty()),
        has_holdout_(options.calibration_end.has_value()) {}

  [[nodiscard]] std::string text() const {
    return "WITH\n" + ends() + ",\n" + recorded() + ",\n" + client_days() + ",\n" + balances() +
           ",\n" + reflected() + "\n" + clients() + "\n";
  }

 private:
  /// The last day of the log, of guests' rows too.
  [[nodiscard]] std::string ends() const {
    const std::string day = sql_.to_date(sql_.column(log_.day));
    return "ends AS (\n  SELECT " +
           (options_.observed_until
                ? sql_.date(*options_.observed_until) + " AS end_day"
                : "MAX(" + day + ") AS end_day\n  FROM " + sql_.table(log_.table) + where_valid()) +
           "\n)";
  }
  [[nodiscard]] std::string where_valid() const {
    std::string where = "\n  WHERE " + sql_.column(log_.day) + " IS NOT NULL";
    if (has_amounts_) where += " AND " + sql_.column(log_.amount) + " IS NOT NULL";
    if (has_costs_) where += " AND " + sql_.column(log_.cost) + " IS NOT NULL";
    return where;
  }
  [[nodiscard]] std::string recorded() const {
    const std::string day = sql_.to_date(sql_.column(log_.day));
    std::string text =
        "recorded AS (\n  SELECT " + sql_.column(log_.client) + " AS client, " + day +
        " AS purchase_day, ends.end_day,\n    " +
        (has_holdout_ ? "CASE WHEN " + day + " <= " + calibration_end() + " THEN 0 ELSE 1 END"
                      : "0") +
        " AS holdout";
    const auto minor = [&](const std::string& name) {
      return sql_.to_minor(sql_.column(name), log_.decimals);
    };
    if (has_amounts_) text += ",\n    " + minor(log_.amount) + " AS amount";
    if (has_costs_) text += ",\n    " + minor(log_.cost) + " AS cost";
    return text + "\n  FROM " + sql_.table(log_.table) + " CROSS JOIN ends" + where_valid() +
           " AND " + sql_.column(log_.client) + " IS NOT NULL\n    AND " + day +
           " <= ends.end_day\n)";
  }
  [[nodiscard]] std::string client_days() const {
    std::string text =
        "client_days AS (\n  SELECT client, holdout, purchase_day, end_day,\n    " +
        std::string(has_amounts_ ? "SUM(CASE WHEN amount >= 0 THEN 1 ELSE 0 END)" : "COUNT(*)") +
        " AS purchases";
    if (has_amounts_) {
      text += ",\n    SUM(amount) AS change_of_day";
    }
    if (has_costs_) text += ",\n    SUM(cost) AS cost";
    return text + "\n  FROM recorded\n  GROUP BY client, holdout, purchase_day, end_day\n)";
  }
  [[nodiscard]] std::string balances() const {
    std::string text =
        "balances AS (\n  SELECT client_days.*,\n    MIN(CASE WHEN purchases > 0 THEN "
        "purchase_day END) OVER (PARTITION BY client, holdout) AS first_day,\n    MAX(CASE WHEN "
        "purchases > 0 THEN purchase_day END) OVER (PARTITION BY client, holdout ORDER BY "
        "purchase_day\n      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous_day";
    if (has_amounts_) {
      text +=
          ",\n    SUM(change_of_day) OVER (PARTITION BY client, holdout ORDER BY purchase_day\n"
          "      ROWS UNBOUNDED PRECEDING) AS balance";
    }
    return text + "\n  FROM client_days\n)";
  }
  [[nodiscard]] std::string reflected() const {
    std::string text = "reflected AS (\n  SELECT balances.*";
    if (has_amounts_) {
      text +=
          ",\n    MIN(CASE WHEN balance < 0 THEN balance ELSE 0 END) OVER (PARTITION BY client, "
          "holdout\n      ORDER BY purchase_day ROWS UNBOUNDED PRECEDING) AS lowest";
    }
    return text + "\n  FROM balances\n)";
  }

  [[nodiscard]] std::string clients() const {
    const std::string first = "MIN(CASE WHEN holdout = 0 THEN first_day END)";
    const std::string last = "MAX(CASE WHEN holdout = 0 AND purchases > 0 THEN purchase_day END)";
    const std::string end = has_holdout_ ? calibration_end() : "MAX(end_day)";
    const std::string repeats = "(" + purchases(0) + " - 1)";
    std::string text = "SELECT client,\n  " + sql_.to_double(repeats) + " AS frequency,\n  " +
                       time(sql_.days_between(first, last)) + " AS recency,\n  " +
                       time(sql_.days_between(first, end)) + " AS age,\n  " + first +
                       " AS first_day,\n  " + last + " AS last_day";
    if (has_amounts_) {
      const std::string left_of_first =
          "MIN(CASE WHEN holdout = 0 AND purchase_day >= first_day THEN balance - lowest END)";
      text += ",\n  " + units(spend(0)) + " AS spend,\n  CASE WHEN " + repeats + " > 0 THEN " +
              units(spend(0) + " - " + left_of_first) + " / NULLIF(" + repeats + ", 0) ELSE " +
              sql_.to_double("0") + " END AS mean_spend";
      if (has_costs_) {
        text += ",\n  " +
                units(spend(0) + " - " + "SUM(CASE WHEN holdout = 0 THEN cost ELSE 0 END)") +
                " AS margin";
      }
    }
    const std::string gap = time(sql_.days_between("previous_day", "purchase_day"));
    text +=
        ",\n  SUM(CASE WHEN holdout = 0 AND purchases > 0 AND previous_day IS NOT NULL\n    "
        "THEN " +
        sql_.logarithm(gap) + " ELSE 0 END) AS log_interpurchase";
    if (has_holdout_) {
      text += ",\n  " + sql_.to_double(purchases(1)) + " AS holdout_frequency";
      if (has_amounts_)
        text += ",\n  " + units("COALESCE(" + spend(1) + ", 0)") + " AS holdout_spend";
    }
    return text + "\nFROM reflected\nGROUP BY client\nHAVING " + purchases(0) + " > 0";
  }

  /// Days with purchases of a period.
  static std::string purchases(int holdout) {
    return "SUM(CASE WHEN holdout = " + std::to_string(holdout) +
           " AND purchases > 0 THEN 1 ELSE 0 END)";
  }
  /// What is left of the purchases of a period, in minor units.
  static std::string spend(int holdout) {
    const std::string period = "CASE WHEN holdout = " + std::to_string(holdout) + " THEN ";
    return "SUM(" + period + "change_of_day END) - MIN(" + period + "lowest END)";
  }
  [[nodiscard]] std::string units(const std::string& minor) const {
    return sql_.to_double(minor) + " / " + one_unit();
  }
  [[nodiscard]] std::string one_unit() const {
    return "1" + std::string(static_cast<std::size_t>(log_.decimals), '0');
  }
  [[nodiscard]] std::string time(const std::string& days) const {
    return sql_.to_double(days) + (options_.unit == TimeUnit::week ? " / 7" : "");
  }
  [[nodiscard]] std::string calibration_end() const { return sql_.date(*options_.calibration_end); }

  SqlWriter sql_;
  const SqlLog& log_;
  const SummaryOptions& options_;
  bool has_amounts_, has_costs_, has_holdout_;
};

}  // namespace

std::string summary_sql(SqlDialect dialect, const SqlLog& log, const SummaryOptions& options) {
  check(log, options);
  return Query(dialect, log, options).text();
}

}  // namespace tenure
