#include "evaluation/score_tables.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace tenure::evaluation {
namespace {

/// A column of what `read` gives of each score, an optional number.
template <class Read>
void add_numbers(Table::Builder& table, const char* name, const std::vector<Score>& scores,
                 Read&& read) {
  std::vector<double> values;
  std::vector<std::uint8_t> validity;
  for (const Score& score : scores) {
    const std::optional<double> value = read(score);
    values.push_back(value.value_or(0.0));
    validity.push_back(value.has_value());
  }
  table.float64(name, std::move(values), std::move(validity));
}

template <class Read>
void add_likelihood(Table::Builder& table, const char* name, const std::vector<Score>& scores,
                    Read&& read) {
  add_numbers(table, name, scores, [&](const Score& score) {
    return score.likelihood ? std::optional<double>(read(*score.likelihood)) : std::nullopt;
  });
}

template <class Read>
void add_holdout(Table::Builder& table, const char* name, const std::vector<Score>& scores,
                 Read&& read) {
  add_numbers(table, name, scores, [&](const Score& score) {
    return score.holdout ? std::optional<double>(read(*score.holdout)) : std::nullopt;
  });
}

void add_texts(Table::Builder& table, const std::vector<Score>& scores) {
  TextColumn method, status, message;
  for (const Score& score : scores) {
    method.push_back(score.method);
    status.push_back(score.status);
    message.push_back(score.message);
  }
  table.text("method", std::move(method));
  table.text("status", std::move(status));
  table.text("message", std::move(message));
}

void add_parameters(Table::Builder& table, const std::vector<Score>& scores) {
  std::vector<std::int64_t> count;
  std::vector<std::uint8_t> validity;
  for (const Score& score : scores) {
    count.push_back(score.likelihood ? score.likelihood->parameters : 0);
    validity.push_back(score.likelihood.has_value());
  }
  table.int64("parameters", std::move(count), std::move(validity));
}

}  // namespace

void add_holdout_columns(Table::Builder& table, const std::vector<Score>& scores) {
  using Errors = PredictionErrors;
  add_holdout(table, "predicted", scores, [](const Errors& e) { return e.predicted; });
  add_holdout(table, "actual", scores, [](const Errors& e) { return e.actual; });
  add_holdout(table, "mae", scores, [](const Errors& e) { return e.mae; });
  add_holdout(table, "rmse", scores, [](const Errors& e) { return e.rmse; });
  add_holdout(table, "bias", scores, [](const Errors& e) { return e.bias; });
  add_numbers(table, "wape", scores,
              [](const Score& s) { return s.holdout ? s.holdout->wape : std::nullopt; });
  add_numbers(table, "top_decile_share", scores, [](const Score& s) {
    return s.holdout ? s.holdout->top_decile_share : std::nullopt;
  });
}

Table models_table(const std::vector<Score>& scores, Occasions occasions) {
  Table::Builder table;
  table.excluded_clients(occasions.excluded_clients);
  if (!occasions.origin.empty()) {
    table.day("origin", std::move(occasions.origin));
    table.day("observed_until", std::move(occasions.observed_until));
    table.int64("clients", std::move(occasions.clients));
  }
  add_texts(table, scores);
  add_parameters(table, scores);
  add_likelihood(table, "log_likelihood", scores, [](const Likelihood& l) { return l.value; });
  add_likelihood(table, "aic", scores, [](const Likelihood& l) { return l.aic(); });
  add_likelihood(table, "bic", scores, [](const Likelihood& l) { return l.bic(); });
  add_holdout_columns(table, scores);
  add_numbers(table, "log_score", scores, [](const Score& score) { return score.log_score; });
  return table.build();
}

Table calibration_table(const std::vector<Score>& scores, const Occasions& occasions) {
  std::vector<std::int32_t> origin;
  TextColumn method;
  std::vector<std::int64_t> number;
  std::vector<double> clients, predicted, actual;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!scores[i].holdout) continue;
    std::int64_t rank = 0;
    for (const Decile& decile : scores[i].holdout->deciles) {
      if (!occasions.origin.empty()) origin.push_back(occasions.origin[i]);
      method.push_back(scores[i].method);
      number.push_back(++rank);
      clients.push_back(decile.clients);
      predicted.push_back(decile.clients > 0.0 ? decile.predicted / decile.clients : 0.0);
      actual.push_back(decile.clients > 0.0 ? decile.actual / decile.clients : 0.0);
    }
  }
  Table::Builder table;
  table.excluded_clients(occasions.excluded_clients);
  if (!occasions.origin.empty()) table.day("origin", std::move(origin));
  return table.text("method", std::move(method))
      .int64("decile", std::move(number))
      .float64("clients", std::move(clients))
      .float64("predicted", std::move(predicted))
      .float64("actual", std::move(actual))
      .build();
}

}  // namespace tenure::evaluation
