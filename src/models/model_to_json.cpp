#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.hpp"
#include "base/json.hpp"
#include "models/model_file.hpp"
#include <tenure/model.hpp>
#include <tenure/version.hpp>

namespace tenure {
namespace {

using json::Array;
using json::Object;
using json::Value;

Value text_value(std::string_view text) { return {std::string(text)}; }
Value number(double value) { return {value}; }
template <class Integer>
Value count(Integer value) {
  return {static_cast<double>(value)};
}

Value parameter_values(const FitResult& result) {
  Array parameters;
  for (std::size_t i = 0; i < result.parameters.size(); ++i) {
    Object parameter;
    add(parameter, "name", text_value(result.names[i]));
    add(parameter, "estimate", number(result.parameters[i]));
    if (!result.standard_errors.empty()) {
      add(parameter, "standard_error", number(result.standard_errors[i]));
    }
    parameters.push_back({std::move(parameter)});
  }
  return {std::move(parameters)};
}

Value covariance_rows(const FitResult& result) {
  const std::size_t n = result.parameters.size();
  Array rows;
  for (std::size_t i = 0; i < n; ++i) {
    Array row;
    for (std::size_t j = 0; j < n; ++j) row.push_back(number(result.covariance[i * n + j]));
    rows.push_back({std::move(row)});
  }
  return {std::move(rows)};
}

Value prior_values(std::span<const Prior> priors) {
  Array values;
  for (const Prior& prior : priors) {
    Object value;
    add(value, "parameter", text_value(prior.parameter));
    add(value, "centre", number(prior.centre));
    add(value, "sd", number(prior.sd));
    values.push_back({std::move(value)});
  }
  return {std::move(values)};
}

/// Sixteen digits, as a double does not hold 64 bits.
std::string to_hex(std::uint64_t number) {
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4) {
    *digit = "0123456789abcdef"[number & 0xF];
  }
  return digits;
}

Value data_value(const FitResult& result) {
  Object data;
  add(data, "clients", number(result.clients));
  add(data, "cells", count(result.cells));
  add(data, "fingerprint", text_value(to_hex(result.data_fingerprint)));
  return {std::move(data)};
}

Value convergence_value(const Convergence& convergence) {
  Object value;
  add(value, "reason", text_value(to_string(convergence.reason)));
  add(value, "usable", {convergence.usable});
  add(value, "message", text_value(convergence.message));
  add(value, "boundary", text_value(convergence.boundary));
  add(value, "iterations", count(convergence.iterations));
  add(value, "evaluations", count(convergence.evaluations));
  add(value, "starts", count(convergence.starts));
  add(value, "gradient_norm", number(convergence.gradient_norm));
  return {std::move(value)};
}

}  // namespace

std::string FittedModel::to_json() const {
  const FitResult& fit = result();
  Object file;
  add(file, "format", text_value(model::kFileFormat));
  add(file, "version", number(model::kFileVersion));
  add(file, "tenure", text_value(version()));
  add(file, "model", text_value(info().name));
  add(file, "title", text_value(info().title));
  add(file, "unit", text_value(to_string(unit())));
  if (fit.regularity > 0) {
    add(file, "regularity", number(fit.regularity));
    add(file, "regularity_chosen", json::Value{fit.regularity_chosen});
  }
  add(file, "parameters", parameter_values(fit));
  if (fit.convergence.reason != Convergence::Reason::given) {
    if (!fit.covariance.empty()) add(file, "covariance", covariance_rows(fit));
    if (fit.log_likelihood) add(file, "log_likelihood", number(*fit.log_likelihood));
    add(file, "data", data_value(fit));
    if (!fit.priors.empty()) {
      add(file, "priors", prior_values(fit.priors));
      add(file, "penalty", number(fit.penalty));
    }
  }
  add(file, "convergence", convergence_value(fit.convergence));
  return json::write({std::move(file)}) + "\n";
}

void FittedModel::save(const std::string& path) const {
  const std::string text = to_json();
  NewFile file(path);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

}  // namespace tenure
