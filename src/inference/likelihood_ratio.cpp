#include <algorithm>
#include <string>

#include "inference/fitted_input.hpp"
#include "inference/nested_models.hpp"
#include "math/normal.hpp"
#include <tenure/error.hpp>
#include <tenure/inference.hpp>

namespace tenure {
namespace {

using inference::Nesting;

// The larger model's maximum may lie below the smaller one's by no more than rounding.
constexpr double kSettled = 1e-5;

[[noreturn]] void refuse_test(const std::string& why, const char* argument) {
  throw Error(Status::invalid_argument, "likelihood_ratio_test: " + why, argument);
}

const Nesting& nesting_of(const FittedModel& smaller, const FittedModel& larger) {
  std::string known;
  for (const Nesting& nesting : inference::nested_models()) {
    if (nesting.smaller == smaller.info().name && nesting.larger == larger.info().name) {
      return nesting;
    }
    known += (known.empty() ? "" : ", ") + std::string(nesting.smaller) + " in " +
             std::string(nesting.larger);
  }
  refuse_test(std::string(smaller.info().title) + " is not known to be a special case of " +
                  std::string(larger.info().title) + "; there are " + known,
              "smaller");
}

void check_maximum(const FittedModel& model, const char* argument) {
  inference::check_fitted(model, argument);
  if (!model.result().priors.empty()) {
    refuse_test(
        std::string(model.info().title) + " was fitted with priors, not by maximum likelihood",
        argument);
  }
}

}  // namespace

LikelihoodRatioTest likelihood_ratio_test(const FittedModel& smaller, const FittedModel& larger) {
  const Nesting& nesting = nesting_of(smaller, larger);
  check_maximum(smaller, "smaller");
  check_maximum(larger, "larger");
  if (smaller.result().data_fingerprint != larger.result().data_fingerprint) {
    refuse_test("the models were fitted to different data", "larger");
  }
  const double gain =
      larger.result().log_likelihood.value() - smaller.result().log_likelihood.value();
  if (gain < -kSettled) {
    refuse_test("the larger model's log-likelihood is below the smaller one's by " +
                    std::to_string(-gain) + ": its fit has not found its maximum",
                "larger");
  }
  LikelihoodRatioTest test;
  test.statistic = std::max(0.0, 2.0 * gain);
  test.degrees_of_freedom = static_cast<std::int32_t>(larger.info().parameters.size()) -
                            static_cast<std::int32_t>(smaller.info().parameters.size());
  test.p_value = 0.5 * math::chi_square_tail(test.statistic, nesting.df[0]) +
                 0.5 * math::chi_square_tail(test.statistic, nesting.df[1]);
  test.distribution = nesting.distribution;
  return test;
}

}  // namespace tenure
