#include "history/sql_dialect.hpp"

#include <algorithm>

#include "history/money.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// `name` between quotes, of which the closing one is doubled within.
std::string between(const std::string& name, char open, char close) {
  std::string quoted(1, open);
  for (const char c : name) {
    quoted += c;
    if (c == close) quoted += c;
  }
  return quoted + close;
}

}  // namespace

SqlWriter::SqlWriter(SqlDialect dialect) : dialect_(dialect) {
  if (dialect < SqlDialect::duckdb || dialect > SqlDialect::tsql) {
    throw Error(
        Status::invalid_argument,
        "no dialect of SQL has the number " + std::to_string(static_cast<std::int32_t>(dialect)),
        "dialect");
  }
}

std::string SqlWriter::column(const std::string& name) const {
  switch (dialect_) {
    case SqlDialect::mysql:
    case SqlDialect::spark:
      return between(name, '`', '`');
    case SqlDialect::bigquery: {  // the one that escapes instead of doubling
      std::string escaped;
      for (const char c : name) escaped.append(c == '`' || c == '\\' ? "\\" : "").append(1, c);
      return "`" + escaped + "`";
    }
    case SqlDialect::tsql:
      return between(name, '[', ']');
    default:
      return between(name, '"', '"');
  }
}

std::string SqlWriter::table(const std::string& name) const {
  std::string quoted;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    if (begin > 0) quoted += ".";
    quoted += column(name.substr(begin, end - begin));
    begin = end + 1;
  }
  return quoted;
}

std::string SqlWriter::date(Day day) const {
  const std::string text = "'" + day.to_string() + "'";
  if (dialect_ == SqlDialect::sqlite) return text;
  if (dialect_ == SqlDialect::tsql) return "CAST(" + text + " AS DATE)";
  return "DATE " + text;
}

std::string SqlWriter::to_date(const std::string& value) const {
  return dialect_ == SqlDialect::sqlite ? "date(" + value + ")" : "CAST(" + value + " AS DATE)";
}

std::string SqlWriter::to_double(const std::string& value) const {
  const char* type = "DOUBLE";
  if (dialect_ == SqlDialect::postgresql) type = "DOUBLE PRECISION";
  if (dialect_ == SqlDialect::sqlite) type = "REAL";
  if (dialect_ == SqlDialect::bigquery) type = "FLOAT64";
  if (dialect_ == SqlDialect::tsql) type = "FLOAT(53)";
  return "CAST(" + value + " AS " + type + ")";
}

std::string SqlWriter::to_minor(const std::string& amount, int decimals) const {
  const std::string halfway =
      "ABS(" + amount + ") * " + std::to_string(power_of_ten(decimals)) + " + 0.5";
  std::string whole = "CAST(FLOOR(" + halfway + ") AS BIGINT)";
  if (dialect_ == SqlDialect::mysql) whole = "CAST(FLOOR(" + halfway + ") AS SIGNED)";
  if (dialect_ == SqlDialect::bigquery) whole = "CAST(FLOOR(" + halfway + ") AS INT64)";
  if (dialect_ == SqlDialect::sqlite) whole = "CAST(" + halfway + " AS INTEGER)";  // cuts
  return "CASE WHEN " + amount + " < 0 THEN -1 ELSE 1 END * " + whole;
}

std::string SqlWriter::days_between(const std::string& from, const std::string& to) const {
  switch (dialect_) {
    case SqlDialect::duckdb:
    case SqlDialect::postgresql:
      return "(" + to + " - " + from + ")";
    case SqlDialect::sqlite:
      return "CAST(julianday(" + to + ") - julianday(" + from + ") AS INTEGER)";
    case SqlDialect::bigquery:
      return "DATE_DIFF(" + to + ", " + from + ", DAY)";
    case SqlDialect::snowflake:
    case SqlDialect::tsql:
      return "DATEDIFF(day, " + from + ", " + to + ")";
    default:  // mysql, spark
      return "DATEDIFF(" + to + ", " + from + ")";
  }
}

std::string SqlWriter::logarithm(const std::string& value) const {
  return (dialect_ == SqlDialect::tsql ? "LOG(" : "LN(") + value + ")";
}

}  // namespace tenure
