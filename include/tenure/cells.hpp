/// Cells: the distinct histories of a base with the number of clients who share each. They are all
/// that a fit reads, and those of parts of a base merge into those of the whole:
///
///     const Cells cells = Cells::merge(parts);
///     FittedModel::fit("pareto_nbd", cells.histories(), cells.unit());
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Immutable; cheap to copy.
///
/// However a base is divided into parts, each client being in one of them, and in whatever order
/// the parts are merged: the cells are those of the whole to the bit, and so is what is fitted to
/// them, as long as weights are whole numbers (they need not be given: a client weighs 1).
class Cells {
 public:
  /// For models of purchases and of contracts the distinct (x, t_x, T), with the logarithms of the
  /// intervals summed where there are some; for models of spend the distinct (x, mean spend), which
  /// are nearly as many as there are clients with repeats. Throws Error(invalid_data) for a history
  /// outside the domain (see Summary::from_arrays), Error(invalid_argument) if a column is missing.
  [[nodiscard]] static Cells of(const Summary& summary, ModelKind kind = ModelKind::purchases,
                                const Execution& execution = {});
  [[nodiscard]] static Cells of(const Histories& histories, TimeUnit unit,
                                ModelKind kind = ModelKind::purchases,
                                const Execution& execution = {});
  /// Throws Error(invalid_argument) naming the part that differs from the first in its unit, its
  /// kind or in having the logarithms of the intervals; a part without cells may differ in these.
  [[nodiscard]] static Cells merge(std::span<const Cells> parts);

  /// As bytes of a stated version, checksummed, the same on every machine; equal cells give equal
  /// bytes.
  [[nodiscard]] std::vector<std::byte> to_bytes() const;
  /// Throws Error(corrupt_data) for what is not as `to_bytes` wrote it, Error(unsupported_version)
  /// for what a newer library wrote.
  [[nodiscard]] static Cells from_bytes(std::span<const std::byte> bytes);

  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] double clients() const noexcept;  ///< sum of the weights
  [[nodiscard]] TimeUnit unit() const noexcept;
  /// ModelKind::spend, or ModelKind::purchases for all other models.
  [[nodiscard]] ModelKind kind() const noexcept;
  /// A row a cell, ascending, with its clients as weight and the mean of their log_interpurchase.
  /// FittedModel::fit of these is that of the clients themselves, to the bit.
  [[nodiscard]] Histories histories() const;
  /// frequency, recency and age or mean_spend, weight, log_interpurchase: a row a cell.
  [[nodiscard]] Table table() const;

  struct Data;  // src/models/cells_data.hpp
  explicit Cells(std::shared_ptr<const Data> data);
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// A log-likelihood with its derivatives by the natural parameters.
struct LogLikelihood {
  double value = 0.0;
  std::vector<double> gradient;
  std::vector<double> hessian;  ///< row-major
};

/// Of cells, at parameters in the order of ModelInfo::parameters and a regularity as
/// FittedModel::from_parameters takes it. The sum over parts of a base is that of the whole, to
/// rounding; for one set of cells the bits do not depend on the number of threads.
/// Throws Error(invalid_argument) for cells of another kind of model, and where the log-likelihood
/// or a derivative is not finite.
[[nodiscard]] LogLikelihood log_likelihood_and_gradient(std::string_view model,
                                                        std::span<const double> parameters,
                                                        const Cells& cells,
                                                        std::int32_t regularity = 0,
                                                        const Execution& execution = {});

}  // namespace tenure
