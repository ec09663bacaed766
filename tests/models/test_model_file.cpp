#include <bit>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/error.hpp>
#include <tenure/model.hpp>
#include <tenure/version.hpp>

using namespace tenure;
using tenure::testing::simulate;
using tenure::testing::SimulatedHistories;

namespace {

FittedModel given(std::string_view name) {
  const std::vector<double> parameters{0.1, 1.0 / 3.0, 2e-300, 5.75, 1e300};
  const ModelInfo& info = model_info(name);
  return FittedModel::from_parameters(name, std::span(parameters).first(info.parameters.size()),
                                      TimeUnit::month, info.max_regularity);
}

FittedModel fitted(const FitOptions& options = {}) {
  const std::vector<double> parameters{0.55, 10.6, 0.61, 11.7};
  const SimulatedHistories base = simulate(model::pareto_nbd(), parameters, 500, 1);
  return FittedModel::fit("pareto_nbd", base.view(), TimeUnit::week, options);
}
FitOptions with_priors() {
  FitOptions options;
  options.priors = {{"s", 0.6, 0.1}, {"beta", 12.0, 1.0 / 3.0}};
  return options;
}

std::vector<std::uint64_t> bits(std::span<const double> values) {
  std::vector<std::uint64_t> result;
  for (const double value : values) result.push_back(std::bit_cast<std::uint64_t>(value));
  return result;
}

void check_same(const FittedModel& a, const FittedModel& b) {
  CHECK(a.info().name == b.info().name);
  CHECK(a.unit() == b.unit());
  const FitResult &x = a.result(), &y = b.result();
  CHECK(bits(x.parameters) == bits(y.parameters));
  CHECK(bits(x.standard_errors) == bits(y.standard_errors));
  CHECK(bits(x.covariance) == bits(y.covariance));
  CHECK(bits(std::vector{x.log_likelihood.value_or(0.0), x.clients, x.convergence.gradient_norm}) ==
        bits(std::vector{y.log_likelihood.value_or(0.0), y.clients, y.convergence.gradient_norm}));
  CHECK(x.log_likelihood.has_value() == y.log_likelihood.has_value());
  CHECK(x.cells == y.cells);
  CHECK(x.data_fingerprint == y.data_fingerprint);
  REQUIRE(x.priors.size() == y.priors.size());
  for (std::size_t i = 0; i < x.priors.size(); ++i) {
    CHECK(x.priors[i].parameter == y.priors[i].parameter);
    CHECK(bits(std::vector{x.priors[i].centre, x.priors[i].sd, x.penalty}) ==
          bits(std::vector{y.priors[i].centre, y.priors[i].sd, y.penalty}));
  }
  CHECK(x.names.data() == y.names.data());
  CHECK(x.convergence.reason == y.convergence.reason);
  CHECK(x.convergence.usable == y.convergence.usable);
  CHECK(x.convergence.iterations == y.convergence.iterations);
  CHECK(x.convergence.evaluations == y.convergence.evaluations);
  CHECK(x.convergence.starts == y.convergence.starts);
  CHECK(x.convergence.boundary == y.convergence.boundary);
  CHECK(x.convergence.message == y.convergence.message);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

std::string why_corrupt(const std::string& json) {
  return error_of(Status::corrupt_data, [&] { (void)FittedModel::from_json(json); }).what();
}

std::string golden(const std::string& name) {
  const std::vector<char> bytes = read_file(std::string(TENURE_GOLDEN_DIR) + "/" + name);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("every model comes back as it was, fitted or given") {
  for (const ModelInfo& info : models()) {
    CAPTURE(info.name);
    const FittedModel model = given(info.name);
    check_same(FittedModel::from_json(model.to_json()), model);
  }
  const FittedModel model = fitted();
  REQUIRE(model.result().convergence.usable);
  check_same(FittedModel::from_json(model.to_json()), model);
  CHECK(FittedModel::from_json(model.to_json()).to_json() == model.to_json());
}

TEST_CASE("a fit that cannot be used, and one at a boundary, come back with their reason") {
  const std::vector<double> x{0, 0}, t_x{0, 0}, age{10, 10};
  const Histories nobody_back{
      .frequency = x, .recency = t_x, .age = age, .mean_spend = {}, .weight = {}};
  const FittedModel unusable = FittedModel::fit("bg_nbd", nobody_back, TimeUnit::week);
  check_same(FittedModel::from_json(unusable.to_json()), unusable);

  const SimulatedHistories base = simulate(model::nbd(), std::vector<double>{0.8, 5.0}, 300, 3);
  const FittedModel no_dropout = FittedModel::fit("pareto_nbd", base.view(), TimeUnit::week);
  REQUIRE_FALSE(no_dropout.result().convergence.boundary.empty());
  check_same(FittedModel::from_json(no_dropout.to_json()), no_dropout);
}

TEST_CASE("priors come back with the fit they shaped") {
  const FittedModel model = fitted(with_priors());
  REQUIRE(model.result().penalty > 0);
  check_same(FittedModel::from_json(model.to_json()), model);
  const std::string json = model.to_json();
  CHECK(why_corrupt(replaced(json, "\"parameter\": \"s\"", "\"parameter\": \"z\"")) ==
        "JSON: priors are wrong: Pareto/NBD has no parameter 'z'");
  CHECK(why_corrupt(replaced(json, "\"penalty\"", "\"fine\"")) == "JSON: penalty is absent");
}

TEST_CASE("the file of version 1 is read for ever") {
  const std::string file = golden("model_v1.json");
  const FittedModel model = FittedModel::from_json(file);
  CHECK(model.info().name == "pareto_nbd");
  CHECK(model.unit() == TimeUnit::week);
  CHECK(bits(model.parameters()) == bits(std::vector{0.5532770468531848, 10.577683463302366,
                                                     0.6062399891277878, 11.668735288853698}));
  const FitResult& fit = model.result();
  CHECK(fit.log_likelihood.value() == -9594.976178939547);
  CHECK(fit.clients == 2357);
  CHECK(fit.convergence.reason == Convergence::Reason::gradient);
  CHECK(fit.standard_errors.size() == 4);
  CHECK(fit.covariance.size() == 16);
  // What is written today reads the same, but for the version that wrote it.
  CHECK(replaced(model.to_json(), version(), "0.1.0") == file);
}

TEST_CASE("a newer version is refused with its number, an unknown member is not") {
  const std::string json = fitted().to_json();
  const Error newer = error_of(Status::unsupported_version, [&] {
    (void)FittedModel::from_json(replaced(json, "\"version\": 1", "\"version\": 2"));
  });
  CHECK(std::string(newer.what()).find("in version 2 of the format") != std::string::npos);
  error_of(Status::unsupported_version, [&] {
    (void)FittedModel::from_json(replaced(json, "\"pareto_nbd\"", "\"pareto_ggg\""));
  });
  const std::string more = replaced(json, "\"unit\"", "\"note\": [{\"by\": \"us\"}],\n  \"unit\"");
  check_same(FittedModel::from_json(more), fitted());
}

TEST_CASE("what is wrong is said, and where") {
  const std::string json = fitted().to_json();
  const auto wrong = [&](const std::string& from, const std::string& to) {
    return why_corrupt(replaced(json, from, to));
  };
  CHECK(why_corrupt("[]") == "JSON: the text is not an object");
  CHECK(why_corrupt("{}").find("this is another file") != std::string::npos);
  CHECK(wrong("tenure model", "pickle").find("this is another file") != std::string::npos);
  CHECK(wrong("\"version\": 1", "\"version\": 0").find("version is 0") != std::string::npos);
  CHECK(wrong("\"version\": 1", "\"version\": \"1\"") == "JSON: version is not a number");
  CHECK(wrong("\"unit\": \"week\"", "\"unit\": \"fortnight\"") ==
        "JSON: unit is 'fortnight', not a unit of time");
  CHECK(wrong("\"name\": \"alpha\"", "\"name\": \"beta\"") ==
        "JSON: parameters[1].name must be 'alpha'");
  CHECK(wrong("\"estimate\": ", "\"estimate\": -").find("parameters[0].estimate is -") !=
        std::string::npos);
  CHECK(wrong("\"estimate\": 0.", "\"estimate\": null, \"was\": 0.") ==
        "JSON: parameters[0].estimate is not a number");
  CHECK(wrong("\"standard_error\"", "\"error\"").find("where there is a covariance") !=
        std::string::npos);
  CHECK(wrong("\"standard_error\": 0.", "\"standard_error\": 1.").find("agree") !=
        std::string::npos);
  CHECK(wrong("\"reason\": \"gradient\"", "\"reason\": \"luck\"") ==
        "JSON: convergence.reason is 'luck', which no fit ends with");
  CHECK(wrong("\"clients\": 500", "\"clients\": -500").find("data.clients") != std::string::npos);
  CHECK(wrong("\"starts\": ", "\"starts\": 1e10, \"begun\": ").find("convergence.starts") !=
        std::string::npos);
  CHECK(wrong("\"fingerprint\": \"", "\"fingerprint\": \"0x").find("hexadecimal") !=
        std::string::npos);
  CHECK(wrong("\"usable\": true", "\"usable\": 1") ==
        "JSON: convergence.usable is not true or false");
  CHECK(wrong("\"convergence\"", "\"konvergenz\"") == "JSON: convergence is absent");
}

TEST_CASE("every shorter file and every flipped bit is a model or an error, never a crash") {
  const std::string json = fitted(with_priors()).to_json();
  const auto read = [](const std::string& text) {
    try {
      const FittedModel model = FittedModel::from_json(text);
      CHECK(FittedModel::from_json(model.to_json()).to_json() == model.to_json());
      return true;
    } catch (const Error& error) {
      CHECK((error.status() == Status::corrupt_data ||
             error.status() == Status::unsupported_version));
      return false;
    }
  };
  for (std::size_t length = 0; length + 2 < json.size(); ++length) {
    CHECK_FALSE(read(json.substr(0, length)));
  }
  int accepted = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = json;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      accepted += read(flipped);
    }
  }
  CHECK(accepted > 0);  // a digit of a number, a letter of the message
}

TEST_CASE("files: saved all or nothing, and errors name the path") {
  const TemporaryDirectory directory;
  const std::string path = directory.file("model.json");
  const FittedModel model = fitted();
  model.save(path);
  check_same(FittedModel::load(path), model);
  CHECK(directory.files() == 1);
  const std::vector<char> bytes = read_file(path);
  CHECK(std::string(bytes.begin(), bytes.end()) == model.to_json());

  const Error missing =
      error_of(Status::io_error, [&] { (void)FittedModel::load(directory.file("nothing")); });
  CHECK(std::string(missing.what()).find("nothing") != std::string::npos);
  error_of(Status::io_error, [&] { model.save(directory.file("no/directory")); });
  std::ofstream(directory.file("large")) << std::string((1 << 20) + 1, ' ');
  error_of(Status::corrupt_data, [&] { (void)FittedModel::load(directory.file("large")); });
}
