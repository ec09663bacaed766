/// What SQL dialects write differently, of what a summary needs.
#pragma once

#include <string>

#include <tenure/sql.hpp>
#include <tenure/units.hpp>

namespace tenure {

class SqlWriter {
 public:
  /// Throws Error(invalid_argument) for a dialect that is none.
  explicit SqlWriter(SqlDialect dialect);

  /// A name in quotes; `table`: each of its parts that points divide.
  [[nodiscard]] std::string column(const std::string& name) const;
  [[nodiscard]] std::string table(const std::string& name) const;
  [[nodiscard]] std::string date(Day day) const;
  /// The date of a date or timestamp.
  [[nodiscard]] std::string to_date(const std::string& value) const;
  [[nodiscard]] std::string to_double(const std::string& value) const;
  /// The minor units of an amount, half away from zero.
  [[nodiscard]] std::string to_minor(const std::string& amount, int decimals) const;
  /// Whole days from one date to a later one.
  [[nodiscard]] std::string days_between(const std::string& from, const std::string& to) const;
  [[nodiscard]] std::string logarithm(const std::string& value) const;

 private:
  SqlDialect dialect_;
};

}  // namespace tenure
