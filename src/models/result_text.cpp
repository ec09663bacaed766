// FittedModel::summary: what a fit found, as a text for a person.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "models/fitted_model_state.hpp"

namespace tenure {
namespace {

std::string written(double value, std::chars_format format, int precision) {
  std::array<char, 400> buffer{};  // the largest double has 309 digits
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, precision).ptr;
  return {buffer.data(), end};
}

/// 23,511 and -9,594.9762: digits in threes.
std::string grouped(double value, int decimals) {
  std::string text = written(value, std::chars_format::fixed, decimals);
  const std::size_t first = text.front() == '-' ? 1 : 0;
  std::size_t end = std::min(text.find('.'), text.size());
  while (end > first + 3) text.insert(end -= 3, ",");
  return text;
}

std::string short_number(double value) { return written(value, std::chars_format::general, 6); }

std::string percent(double level) { return short_number(100.0 * level) + " % from"; }

/// Texts in columns, the first to the left and the others to the right.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string gap(widths[i] - row[i].size(), ' ');
      text += i == 0 ? row[i] + gap : "  " + gap + row[i];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

std::string parameter_lines(const FitResult& result, double level) {
  const Table table = result.table(level);
  const bool known = !result.standard_errors.empty();
  std::vector<std::vector<std::string>> rows{{"parameter", "estimate"}};
  if (known) rows[0].insert(rows[0].end(), {"std. error", percent(level), "to"});
  for (std::size_t i = 0; i < result.parameters.size(); ++i) {
    std::vector<std::string>& row = rows.emplace_back();
    row = {std::string(result.names[i]), short_number(result.parameters[i])};
    for (const char* column : {"standard_error", "lower", "upper"}) {
      if (known) row.push_back(short_number(table.float64(column)[i]));
    }
  }
  return aligned(rows);
}

std::string prior_lines(const FitResult& result) {
  if (result.priors.empty()) return {};
  std::string text = "penalty of the priors " + grouped(result.penalty, 4) +
                     ": the log-likelihood, AIC and BIC are without it\n";
  for (const Prior& prior : result.priors) {
    text += "  prior of " + prior.parameter + ": median " + short_number(prior.centre) +
            ", standard deviation of the logarithm " + short_number(prior.sd) + '\n';
  }
  return text;
}

std::string regularity_line(const FitResult& result) {
  if (result.regularity == 0) return {};
  return "regularity k = " + std::to_string(result.regularity) +
         (result.regularity_chosen ? ", chosen by likelihood: AIC and BIC count it\n" : "\n");
}

std::string head(const FitResult& result) {
  const std::string clients = "clients " + grouped(result.clients, 0) + " in " +
                              grouped(static_cast<double>(result.cells), 0) +
                              " distinct histories\n";
  const std::optional<double> aic = result.aic();
  const std::optional<double> bic = result.bic();
  if (!aic || !bic) return clients;
  return clients + "log-likelihood " + grouped(*result.log_likelihood, 4) + "   AIC " +
         grouped(*aic, 2) + "   BIC " + grouped(*bic, 2) + '\n';
}

}  // namespace

std::string FittedModel::summary(double level) const {
  const FitResult& result = state_->result;
  const Convergence& stop = result.convergence;
  std::string text(info().title);
  if (stop.reason == Convergence::Reason::given) {
    text += "\nparameters given, not fitted\n";
  } else {
    text += result.priors.empty() ? ", maximum likelihood\n" : ", mode of the posterior\n";
    text += head(result) + prior_lines(result);
  }
  text += regularity_line(result);
  text += '\n' + parameter_lines(result, level) + '\n';
  return text + (stop.usable ? "" : "NOT USABLE: ") + stop.message;
}

}  // namespace tenure
