#include "models/asked_model.hpp"

#include <cmath>
#include <string>

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

}  // namespace

void check_usable(const PurchaseModel& model, const FitResult& result) {
  if (result.convergence.usable) return;
  throw Error(Status::not_supported,
              std::string(model.traits().info.title) +
                  " predicts nothing from a fit that is not usable: " + result.convergence.message);
}

void AskedModel::require(ClientQuantity quantity, const char* name) const {
  check_supported(model, quantity, name);
  // The likelihood is what tells that a fit has failed.
  if (quantity != ClientQuantity::log_likelihood) check_usable(model, result);
}

std::vector<double> AskedModel::evaluate(ClientQuantity quantity, const char* name,
                                         const Histories& histories, const At& at) const {
  require(quantity, name);
  check_histories_of(model.traits(), histories);
  if (quantity == ClientQuantity::log_likelihood) {
    check_log_interpurchase(model.traits(), histories);
  }
  std::vector<double> out(histories.size());
  parallel_for(out.size(), kChunk, execution, name, [&](std::size_t begin, std::size_t end) {
    model.evaluate(quantity, result.parameters, part_of(histories, begin, end - begin), at,
                   std::span(out).subspan(begin, end - begin));
  });
  return out;
}

std::vector<double> AskedModel::evaluate_finite(ClientQuantity quantity, const char* name,
                                                const Histories& histories, const At& at) const {
  std::vector<double> out = evaluate(quantity, name, histories, at);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (std::isfinite(out[i])) continue;
    throw Error(
        Status::invalid_data,
        std::string(name) + " has no finite value for the history in row " + std::to_string(i),
        "histories", static_cast<std::int64_t>(i));
  }
  return out;
}

double AskedModel::evaluate_new(NewClientQuantity quantity, const char* name, const At& at) const {
  check_supported(model, quantity, name);
  check_usable(model, result);
  return model.evaluate(quantity, result.parameters, at);
}

}  // namespace tenure::model
