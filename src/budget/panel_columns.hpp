/// The panel's rows and sums, date by date.
#pragma once

#include <cstddef>

#include "base/optional_column.hpp"
#include "budget/panel_date.hpp"
#include "value/trend_columns.hpp"
#include <tenure/client_panel.hpp>

namespace tenure::budget {

class PanelColumns {
 public:
  PanelColumns(const Portfolio& portfolio, const PanelCosts& costs, const PanelOptions& options,
               std::size_t rows, std::size_t dates);
  void add(Day date, const PanelDate& clients);
  /// `ids`: the column of clients, row by row; `excluded`: who opted out of profiling.
  [[nodiscard]] PanelResult result(Table::Builder ids, std::size_t excluded) &&;

 private:
  struct Sums {
    std::vector<double> revenue, profit, expected, optimum, spent, acquisition, left;
    std::vector<std::int64_t> clients, not_valued;
    std::vector<std::int32_t> date;
  };
  void add_retention(std::size_t row, const PanelDate& of, std::size_t client);
  void add_acquisition(std::size_t row, Day date, const PanelDate& of, std::size_t client);

  const Portfolio& portfolio_;
  const PanelCosts& costs_;
  const PanelOptions& options_;
  std::size_t rows_done_ = 0, dates_done_ = 0;
  std::vector<std::int32_t> date_, payback_day_;
  std::vector<std::uint8_t> is_paid_back_;
  value::TrendColumns revenue_, profit_;
  std::vector<double> alive_, leaving_, spent_, acquisition_, left_;
  OptionalColumn expected_, stake_, ceiling_, optimum_, break_even_;
  Sums sums_;
};

}  // namespace tenure::budget
