#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/json_fields.hpp"
#include "base/text.hpp"
#include "models/fitted_model_state.hpp"
#include "models/model_file.hpp"
#include "models/model_input.hpp"
#include "models/priors.hpp"
#include "models/table_of_models.hpp"
#include <tenure/error.hpp>
#include <tenure/version.hpp>

namespace tenure {
namespace {

using json::Fields;
using model::kFileFormat;
using model::kFileVersion;

// A hundred times the largest model: what is larger is another file.
constexpr std::uint64_t kLargestFile = 1 << 20;
// Standard errors and covariance are written both, for people; this far they may disagree.
constexpr double kAgreement = 1e-6;

std::vector<double> read_parameters(const Fields& file, const ModelInfo& info, FitResult& result) {
  const std::vector<Fields> parameters = file.objects("parameters");
  if (parameters.size() != info.parameters.size()) {
    file.fail("parameters", "must be the " + std::to_string(info.parameters.size()) + " of " +
                                std::string(info.title));
  }
  std::vector<double> estimates;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Fields& parameter = parameters[i];
    if (parameter.text("name") != info.parameters[i]) {
      parameter.fail("name", "must be " + in_quotes(info.parameters[i]));
    }
    estimates.push_back(parameter.number_above_0("estimate"));
    if (parameter.has("standard_error")) {
      result.standard_errors.push_back(parameter.number_above_0("standard_error"));
    }
  }
  return estimates;
}

void read_covariance(const Fields& file, FitResult& result) {
  const std::size_t n = result.parameters.size();
  const bool is_there = file.has("covariance");
  if (result.standard_errors.size() != (is_there ? n : 0)) {
    file.fail("parameters", "must have standard errors where there is a covariance, and no others");
  }
  if (!is_there) return;
  const std::vector<std::vector<double>> rows = file.rows_of_numbers("covariance");
  for (const std::vector<double>& row : rows) {
    if (row.size() != n || rows.size() != n) {
      file.fail("covariance", "must have a row and a column a parameter");
    }
    result.covariance.insert(result.covariance.end(), row.begin(), row.end());
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double covariance = result.covariance[i * n + j];
      const double product = result.standard_errors[i] * result.standard_errors[j];
      const double most = product * (1.0 + kAgreement);
      const bool fits =
          i == j ? covariance >= product * (1.0 - kAgreement) && covariance <= most
                 : std::abs(covariance) <= most &&
                       std::abs(covariance - result.covariance[j * n + i]) <= product * kAgreement;
      if (!fits) file.fail("covariance", "must be symmetric and agree with the standard errors");
    }
  }
}

Convergence::Reason reason_of(const Fields& convergence) {
  using Reason = Convergence::Reason;
  const std::string name = convergence.text("reason");
  for (const Reason reason : {Reason::gradient, Reason::boundary, Reason::not_identifiable,
                              Reason::iteration_limit, Reason::stalled, Reason::given}) {
    if (to_string(reason) == name) return reason;
  }
  convergence.fail("reason", "is " + in_quotes(name) + ", which no fit ends with");
}

Convergence read_convergence(const Fields& convergence) {
  constexpr double kMost = std::numeric_limits<std::int32_t>::max();
  const auto whole = [&](const char* name) {
    return static_cast<std::int32_t>(convergence.whole_number(name, kMost));
  };
  Convergence result;
  result.reason = reason_of(convergence);
  result.usable = convergence.flag("usable");
  result.iterations = whole("iterations");
  result.evaluations = whole("evaluations");
  result.starts = whole("starts");
  result.gradient_norm = convergence.number_from_0("gradient_norm");
  result.boundary = convergence.text("boundary");
  result.message = convergence.text("message");
  return result;
}

void read_priors(const Fields& file, const ModelInfo& info, FitResult& result) {
  if (!file.has("priors")) return;
  for (const Fields& given : file.objects("priors")) {
    Prior& prior = result.priors.emplace_back();
    prior.parameter = given.text("parameter");
    prior.centre = given.number("centre");
    prior.sd = given.number("sd");
  }
  try {
    model::check_priors(info, result.priors);
  } catch (const Error& error) {
    file.fail("priors", std::string("are wrong: ") + error.what());
  }
  result.penalty = file.number_from_0("penalty");
}

std::uint64_t read_hex(const Fields& object, const char* name) {
  const std::string digits = object.text(name);
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number, 16);
  if (digits.size() != 16 || read.ec != std::errc() || read.ptr != end) {
    object.fail(name, "is not 16 hexadecimal digits");
  }
  return number;
}

void read_fit(const Fields& file, const ModelInfo& info, FitResult& result) {
  constexpr double kMostCells = 9007199254740992.0;  // 2^53: exact in a double
  // A fit that learned nothing may have none.
  if (result.convergence.usable || file.has("log_likelihood")) {
    result.log_likelihood = file.number("log_likelihood");
  }
  const Fields data = file.object("data");
  result.clients = data.number_from_0("clients");
  result.cells = static_cast<std::int64_t>(data.whole_number("cells", kMostCells));
  result.data_fingerprint = read_hex(data, "fingerprint");
  read_priors(file, info, result);
  read_covariance(file, result);
}

void check_version(const Fields& file) {
  if (!file.has("format") || file.text("format") != kFileFormat) {
    file.fail("format", "must be " + in_quotes(kFileFormat) + ": this is another file");
  }
  const double version_needed = file.number("version");
  if (version_needed < 1) file.fail("version", "is " + to_text(version_needed) + ", below 1");
  if (version_needed <= kFileVersion) return;
  throw Error(Status::unsupported_version,
              "the model was saved by tenure " + in_quotes(file.text("tenure")) + " in version " +
                  to_text(version_needed) + " of the format; tenure " + std::string(version()) +
                  " reads up to version " + to_text(kFileVersion),
              "json");
}

const model::PurchaseModel& model_of(const Fields& file) {
  const std::string name = file.text("model");
  if (const model::PurchaseModel* known = model::find_model(name)) return *known;
  throw Error(Status::unsupported_version,
              "the file holds a model called " + in_quotes(name) + ", which tenure " +
                  std::string(version()) + " does not have",
              "json");
}

/// The model of the saved k, if it has one.
const model::PurchaseModel& regular_model(const model::PurchaseModel& listed, const Fields& file,
                                          FitResult& result) {
  const std::int32_t most = listed.traits().info.max_regularity;
  if (most == 0) return listed;
  result.regularity = static_cast<std::int32_t>(file.whole_number("regularity", most));
  if (result.regularity == 0) file.fail("regularity", "must be 1 or more");
  result.regularity_chosen = file.flag("regularity_chosen");
  return model::with_regularity(listed, result.regularity);
}

TimeUnit unit_of(const Fields& file) {
  const std::string name = file.text("unit");
  for (const TimeUnit unit :
       {TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::quarter, TimeUnit::year}) {
    if (to_string(unit) == name) return unit;
  }
  file.fail("unit", "is " + in_quotes(name) + ", not a unit of time");
}

}  // namespace

FittedModel FittedModel::from_json(std::string_view text) {
  const json::Value parsed = json::parse(text);
  const Fields file(parsed, "");
  check_version(file);
  FitResult result;
  const model::PurchaseModel& saved = regular_model(model_of(file), file, result);
  result.names = saved.traits().info.parameters;
  result.parameters = read_parameters(file, saved.traits().info, result);
  result.convergence = read_convergence(file.object("convergence"));
  if (result.convergence.reason != Convergence::Reason::given) {
    read_fit(file, saved.traits().info, result);
  }
  return FittedModel(std::make_shared<State>(State{&saved, unit_of(file), std::move(result)}));
}

FittedModel FittedModel::load(const std::string& path) {
  OldFile file(path);
  if (file.remaining() > kLargestFile) {
    throw Error(Status::corrupt_data, in_quotes(path) + " is too large for a saved model", "path");
  }
  std::string text(static_cast<std::size_t>(file.remaining()), '\0');
  file.read(std::as_writable_bytes(std::span(text)));
  return from_json(text);
}

}  // namespace tenure
