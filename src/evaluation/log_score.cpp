#include "evaluation/log_score.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/execution_share.hpp"
#include "evaluation/log_probability.hpp"
#include "models/histories.hpp"
#include "models/model_input.hpp"

namespace tenure::evaluation {
namespace {

// A probability below this has lost digits to the range of double, if not all.
constexpr double kSmallest = 1e-290;

/// Some rows of a summary's histories.
class Selection {
 public:
  Selection(const Histories& all, const std::vector<std::size_t>& rows)
      : frequency_(rows_of(all.frequency, rows)),
        recency_(rows_of(all.recency, rows)),
        age_(rows_of(all.age, rows)) {}
  [[nodiscard]] Histories view() const {
    return {
        .frequency = frequency_, .recency = recency_, .age = age_, .mean_spend = {}, .weight = {}};
  }

 private:
  static std::vector<double> rows_of(std::span<const double> column,
                                     const std::vector<std::size_t>& rows) {
    std::vector<double> result;
    result.reserve(rows.size());
    for (const std::size_t row : rows) result.push_back(column[row]);
    return result;
  }
  std::vector<double> frequency_, recency_, age_;
};

}  // namespace

std::optional<double> log_score(const FittedModel& model, const Summary& summary,
                                const Execution& execution) {
  const model::PurchaseModel& of =
      model::with_regularity(model::model_named(model.info().name), model.regularity());
  if (!of.supports(model::ClientQuantity::conditional_pmf)) return std::nullopt;
  const Histories histories = summary.histories();
  std::map<std::int64_t, std::vector<std::size_t>> rows_by_count;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    rows_by_count[static_cast<std::int64_t>(summary.holdout_frequency()[i])].push_back(i);
  }
  double sum = 0.0, clients = 0.0, done = 0.0;
  for (const auto& [count, rows] : rows_by_count) {
    const Selection selected(histories, rows);
    const auto all = static_cast<double>(histories.size());
    const double next = done + static_cast<double>(rows.size());
    const std::vector<double> probabilities =
        model.conditional_pmf(selected.view(), {&count, 1}, summary.holdout_length(),
                              share_of(execution, done / all, next / all));
    done = next;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double p = probabilities[i];
      const model::History client = model::history_at(histories, rows[i]);
      const std::optional<double> log_p =
          p > kSmallest ? std::log(p)
                        : log_probability(of, model.parameters(), client, summary.holdout_length(),
                                          static_cast<double>(count));
      if (!log_p) return std::nullopt;
      const double weight = model::weight_at(histories, rows[i]);
      sum += weight * *log_p;
      clients += weight;
    }
  }
  return clients > 0.0 ? std::optional(sum / clients) : std::nullopt;
}

}  // namespace tenure::evaluation
