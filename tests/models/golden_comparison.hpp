/// Values beside their references, quantity by quantity, to the targets of the accuracy table.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenure::testing {

/// Largest error on the core grid (every parameter in [1e-2, 1e3], x <= 300, times <= 1e4) and on
/// all rows. Relative, for logarithms and gradients relative to max(1, |reference|).
struct Tolerance {
  double core;
  double everywhere;
};

struct GoldenTargets {
  Tolerance log_likelihood{1e-13, 1e-11};
  Tolerance gradient{1e-11, 1e-8};  ///< by the logarithms of the parameters
  Tolerance probability{1e-12, 1e-10};
  Tolerance expectation{1e-12, 1e-9};
  Tolerance discounted{1e-11, 1e-9};
};

/// A row that cannot be reached, to what error, and why.
struct ExcusedRow {
  std::string_view id;
  std::string_view quantity;  ///< the column of the golden file
  double error;
  std::string_view reason;
};

class GoldenComparison {
 public:
  /// `model`: its name in the table of models.
  explicit GoldenComparison(std::string_view model, std::initializer_list<ExcusedRow> excused = {})
      : model_(model), excused_(excused) {}

  /// What follows is about this row of a golden file.
  void begin_row(const std::string& id, const std::string& regime, bool core);
  void compare(std::string_view quantity, double value, double reference,
               const Tolerance& tolerance);
  /// For logarithms and their derivatives.
  void compare_log(std::string_view quantity, double value, double reference,
                   const Tolerance& tolerance);
  /// Prints a line a quantity, from which golden/accuracy_table.py makes its table: model,
  /// quantity, rows, rows of the core grid, worst error on them and on the others, rows excused.
  void report() const;

  [[nodiscard]] static bool is_core(std::span<const double> parameters);

 private:
  struct Worst {
    int rows = 0;
    int core_rows = 0;
    int excused = 0;
    double core = 0.0;
    double extreme = 0.0;
  };
  void check(std::string_view quantity, double value, double reference, double error,
             const Tolerance& tolerance);

  std::string model_;
  std::vector<ExcusedRow> excused_;
  std::string id_;
  std::string regime_;
  bool core_ = false;
  std::map<std::string, Worst> worst_;
};

}  // namespace tenure::testing
