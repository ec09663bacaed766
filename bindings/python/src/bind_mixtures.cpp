#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "call.hpp"
#include "choice.hpp"
#include "features.hpp"
#include "given.hpp"
#include "tenure/mixtures.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

CovarianceFamily family_of(const std::string& word) {
  using enum CovarianceFamily;
  return choose<CovarianceFamily>("families", word,
                                  {{"EII", eii},
                                   {"VII", vii},
                                   {"EEI", eei},
                                   {"VEI", vei},
                                   {"EVI", evi},
                                   {"VVI", vvi},
                                   {"EEE", eee},
                                   {"EEV", eev},
                                   {"VEV", vev},
                                   {"EVV", evv},
                                   {"VVV", vvv}});
}

}  // namespace

void bind_mixtures(py::module_& m) {
  m.def(
      "mixture",
      [](const FeaturesIn& features, int from, int to, const std::vector<std::string>& families,
         int starts, int max_iterations, double tolerance, Seed seed, Threads threads,
         py::object progress) {
        std::vector<CovarianceFamily> chosen;
        for (const std::string& word : families) chosen.push_back(family_of(word));
        const MixtureOptions options{.from = from,
                                     .to = to,
                                     .families = chosen,
                                     .starts = starts,
                                     .max_iterations = max_iterations,
                                     .tolerance = tolerance,
                                     .seed = seed};
        MixtureResult result =
            Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return mixture(features.get(), options, execution);
            });
        return py::make_tuple(
            std::move(result.models), std::move(result.clients), std::move(result.components),
            std::move(result.means), std::move(result.covariances), std::move(result.features),
            py::dict("family"_a = to_string(result.family), "number"_a = result.components_chosen,
                     "log_likelihood"_a = result.log_likelihood, "bic"_a = result.bic));
      },
      "features"_a, py::kw_only(), "least"_a, "most"_a, "families"_a, "starts"_a,
      "max_iterations"_a, "tolerance"_a, "seed"_a, "threads"_a, "progress"_a);
}

}  // namespace tenure::python
