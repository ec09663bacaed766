#include "models/asked_model.hpp"

#include <cmath>
#include <span>
#include <string>
#include <utility>

#include "base/parallel.hpp"
#include "models/model_input.hpp"
#include "tenure/error.hpp"

namespace tenure::model {
namespace {

// Clients of one piece of parallel work: some milliseconds of the slowest quantity.
constexpr std::size_t kChunk = 1024;

template <class Quantity>
void check_supported(const PurchaseModel& model, Quantity quantity, const char* name) {
  if (model.supports(quantity)) return;
  throw Error(Status::not_supported,
              std::string(model.traits().info.title) + " does not give " + name);
}

std::vector<double> checked_finite(std::vector<double> values, const char* name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    throw Error(
        Status::invalid_data,
        std::string(name) + " has no finite value for the history in row " + std::to_string(i),
        "histories", static_cast<std::int64_t>(i));
  }
  return values;
}

/// What most models have a short formula for takes less time than to find out who shares a history.
bool is_quick(ClientQuantity quantity, const At& at) {
  return (quantity == ClientQuantity::p_alive && at.horizon == 0.0) ||
         quantity == ClientQuantity::expected_rate || quantity == ClientQuantity::expected_dropout;
}

/// Whether clients can be expected to have histories in common: few do not, and what they have
/// spent hardly ever is the same.
bool share_histories(const ModelTraits& traits, std::size_t clients) {
  constexpr std::size_t kFew = 64;
  return clients > kFew && !traits.reads_mean_spend;
}

}  // namespace

void check_usable(const PurchaseModel& model, const FitResult& result) {
  if (result.convergence.usable) return;
  throw Error(Status::not_supported,
              std::string(model.traits().info.title) +
                  " predicts nothing from a fit that is not usable: " + result.convergence.message);
}

AskedClients::AskedClients(const PurchaseModel& model, const Histories& histories,
                           const Execution& execution)
    : all_(histories) {
  check_histories_of(model.traits(), histories);
  if (share_histories(model.traits(), histories.size())) {
    distinct_.emplace(histories, model.traits(), execution);
  }
}

void AskedModel::require(ClientQuantity quantity, const char* name) const {
  check_supported(model, quantity, name);
  // The likelihood is what tells that a fit has failed.
  if (quantity != ClientQuantity::log_likelihood) check_usable(model, result);
}

std::vector<double> AskedModel::evaluate(ClientQuantity quantity, const char* name,
                                         const AskedClients& clients, const At& at) const {
  require(quantity, name);
  return clients.for_all(each(quantity, name, clients.view(), at), execution);
}

std::vector<double> AskedModel::evaluate_finite(ClientQuantity quantity, const char* name,
                                                const AskedClients& clients, const At& at) const {
  return checked_finite(evaluate(quantity, name, clients, at), name);
}

std::vector<double> AskedModel::evaluate(ClientQuantity quantity, const char* name,
                                         const Histories& histories, const At& at) const {
  require(quantity, name);
  if (is_quick(quantity, at)) {
    check_histories_of(model.traits(), histories);
    return each(quantity, name, histories, at);
  }
  return evaluate(quantity, name, clients(histories), at);
}

std::vector<double> AskedModel::evaluate_finite(ClientQuantity quantity, const char* name,
                                                const Histories& histories, const At& at) const {
  return checked_finite(evaluate(quantity, name, histories, at), name);
}

std::vector<double> AskedModel::log_likelihood(const Histories& histories) const {
  constexpr auto kQuantity = ClientQuantity::log_likelihood;
  require(kQuantity, "log_likelihood");
  check_histories_of(model.traits(), histories);
  check_log_interpurchase(model.traits(), histories);
  return checked_finite(each(kQuantity, "log_likelihood", histories, {}), "log_likelihood");
}

std::vector<double> AskedModel::each(ClientQuantity quantity, const char* name,
                                     const Histories& histories, const At& at) const {
  std::vector<double> out(histories.size());
  parallel_for(out.size(), kChunk, execution, name, [&](std::size_t begin, std::size_t end) {
    model.evaluate(quantity, result.parameters, part_of(histories, begin, end - begin), at,
                   std::span(out).subspan(begin, end - begin));
  });
  return out;
}

double AskedModel::evaluate_new(NewClientQuantity quantity, const char* name, const At& at) const {
  check_supported(model, quantity, name);
  check_usable(model, result);
  return model.evaluate(quantity, result.parameters, at);
}

}  // namespace tenure::model
