/// Asking a model with parameters about many clients, side by side.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "models/distinct_histories.hpp"
#include "models/model_input.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>

namespace tenure::model {

/// Throws Error(not_supported), saying why the fit ended, unless the parameters may be used.
void check_usable(const PurchaseModel& model, const FitResult& result);

/// The clients whom a model is asked about. Throws as check_histories_of.
class AskedClients {
 public:
  AskedClients(const PurchaseModel& model, const Histories& histories, const Execution& execution);

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  /// What is to be computed: each history once where clients can be expected to share them, else
  /// that of each client.
  [[nodiscard]] Histories view() const { return distinct_ ? distinct_->view() : all_; }
  /// For each client, in order, the entry of his history among `values`, one a row of the view.
  template <typename Value>
  [[nodiscard]] std::vector<Value> for_all(std::vector<Value> values,
                                           const Execution& execution) const {
    return distinct_ ? distinct_->for_clients(values, execution) : std::move(values);
  }

 private:
  Histories all_;
  std::optional<DistinctHistories> distinct_;
};

/// A fitted model, which must outlive this, and how to run. `name` is the public name of what is
/// asked, for errors; each member throws Error(not_supported) naming it for a quantity that the
/// model does not have.
struct AskedModel {
  const PurchaseModel& model;
  const FitResult& result;
  const Execution& execution;

  void require(ClientQuantity quantity, const char* name) const;

  /// The quantity of every client, of whom some may have none: see kNoMean.
  [[nodiscard]] std::vector<double> evaluate(ClientQuantity quantity, const char* name,
                                             const AskedClients& clients, const At& at) const;
  /// The same where no client can be without a value, unless his history contradicts the model.
  [[nodiscard]] std::vector<double> evaluate_finite(ClientQuantity quantity, const char* name,
                                                    const AskedClients& clients,
                                                    const At& at) const;
  /// The same of clients who are asked about once.
  [[nodiscard]] std::vector<double> evaluate(ClientQuantity quantity, const char* name,
                                             const Histories& histories, const At& at) const;
  [[nodiscard]] std::vector<double> evaluate_finite(ClientQuantity quantity, const char* name,
                                                    const Histories& histories, const At& at) const;
  /// The log-likelihood of every client.
  [[nodiscard]] std::vector<double> log_likelihood(const Histories& histories) const;
  /// The clients of several questions.
  [[nodiscard]] AskedClients clients(const Histories& histories) const {
    return {model, histories, execution};
  }
  [[nodiscard]] double evaluate_new(NewClientQuantity quantity, const char* name,
                                    const At& at) const;

 private:
  [[nodiscard]] std::vector<double> each(ClientQuantity quantity, const char* name,
                                         const Histories& histories, const At& at) const;
};

[[nodiscard]] inline AskedModel asked(const FittedModel& fitted, const Execution& execution) {
  return {model_of(fitted), fitted.result(), execution};
}

}  // namespace tenure::model
