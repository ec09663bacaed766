#include "models/check_clock.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure::model {
namespace {

[[noreturn]] void refuse_clock(const char* column, std::size_t row, double value,
                               const std::string& why) {
  throw Error(
      Status::invalid_data,
      std::string(column) + " " + to_text(value) + " in row " + std::to_string(row) + " " + why,
      column, static_cast<std::int64_t>(row));
}

}  // namespace

std::string_view counted_by(const ModelTraits& traits) {
  return traits.clock == Clock::renewals ? "renewals" : "opportunities";
}

void check_clock(const ModelTraits& traits, const Histories& histories) {
  if (traits.clock == Clock::continuous) return;
  const bool renewals = traits.clock == Clock::renewals;
  const std::string counted(counted_by(traits));
  const std::string whole = "is not a whole number of " + counted + ", in which " +
                            std::string(traits.info.title) + " counts time";
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double x = histories.frequency[i];
    const double t_x = histories.recency[i];
    const double T = histories.age[i];
    if (t_x != std::floor(t_x)) refuse_clock("recency", i, t_x, whole);
    if (T != std::floor(T)) refuse_clock("age", i, T, whole);
    if (T > kMostOpportunities) {
      refuse_clock("age", i, T, "is above " + to_text(kMostOpportunities) + " " + counted);
    }
    if (x > t_x) {
      refuse_clock(
          "frequency", i, x,
          "is above the recency " + to_text(t_x) + ": there is one purchase an opportunity");
    }
    if (renewals && x < t_x) {
      refuse_clock("frequency", i, x,
                   "is below the recency " + to_text(t_x) + ": a contract that lapsed has ended");
    }
  }
}

}  // namespace tenure::model
