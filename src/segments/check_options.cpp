#include "segments/check_options.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {
namespace {

constexpr int most_bins = 100;

[[noreturn]] void refuse_rfm(const char* argument, const std::string& why) {
  throw Error(Status::invalid_argument, std::string("rfm: ") + argument + " " + why, argument);
}

void check_cuts(const char* argument, std::span<const double> cuts, int bins) {
  if (cuts.size() != static_cast<std::size_t>(bins - 1)) {
    refuse_rfm(argument, "must be " + std::to_string(bins - 1) + " bounds for " +
                             std::to_string(bins) + " bins, not " + std::to_string(cuts.size()));
  }
  if (!std::ranges::all_of(cuts, [](double cut) { return std::isfinite(cut); })) {
    refuse_rfm(argument, "must be finite");
  }
  if (!std::ranges::is_sorted(cuts)) refuse_rfm(argument, "must ascend");
}

void check_weights(const ScoreWeights& weights, bool has_amounts, bool has_types) {
  for (const double weight : {weights.r, weights.f, weights.m, weights.t}) {
    if (weight >= 0.0 && std::isfinite(weight)) continue;
    refuse_rfm("weights", "must be 0 or more and finite, not " + to_text(weight));
  }
  if (!std::isfinite(weights.r + weights.f + weights.m + weights.t)) {
    refuse_rfm("weights", "have a sum above the range of double");
  }
  if (weights.m > 0.0 && !has_amounts) refuse_rfm("weights", "ask for m, which needs amounts");
  if (weights.t > 0.0 && !has_types) refuse_rfm("weights", "ask for t, which needs types");
}

}  // namespace

void check_options(const Summary& summary, const RfmOptions& options, bool has_amounts) {
  if (options.bins < 2 || options.bins > most_bins) {
    refuse_rfm("bins", "must be from 2 to " + std::to_string(most_bins) + ", not " +
                           std::to_string(options.bins));
  }
  if (!summary.histories().weight.empty()) {
    throw Error(Status::invalid_argument,
                "rfm: a score is that of one client, but rows of this summary stand for several",
                "summary");
  }
  check_weights(options.weights, has_amounts, options.types.size() > 0);
  if (options.scoring != Scoring::fixed) return;
  check_cuts("recency_cuts", options.recency_cuts, options.bins);
  check_cuts("frequency_cuts", options.frequency_cuts, options.bins);
  if (has_amounts) check_cuts("monetary_cuts", options.monetary_cuts, options.bins);
}

}  // namespace tenure::segment
