#include <tenure/error.hpp>
#include <tenure/survival_regression.hpp>

namespace tenure {
namespace {

struct StatusTexts {
  std::string_view name, sentence;
};

StatusTexts texts_of(SurvivalFitStatus status) {
  switch (status) {
    case SurvivalFitStatus::converged:
      return {"converged", "the likelihood is at its maximum"};
    case SurvivalFitStatus::no_events:
      return {"no_events", "no life was seen to end: nothing says when lives end"};
    case SurvivalFitStatus::collinear:
      return {"collinear", "columns repeat each other, or one never changes: leave one out"};
    case SurvivalFitStatus::separated:
      return {"separated",
              "the likelihood rises for ever: some combination of the columns tells exactly who "
              "leaves first, or when, or at some of their values nobody leaves; leave it out, or "
              "use a ridge"};
    case SurvivalFitStatus::iteration_limit:
      return {"iteration_limit", "the likelihood has not come to its maximum"};
  }
  throw Error(Status::invalid_argument, "no such status of a survival regression", "status");
}

}  // namespace

std::string_view to_string(SurvivalFitStatus status) { return texts_of(status).name; }
std::string_view explain(SurvivalFitStatus status) { return texts_of(status).sentence; }

}  // namespace tenure
