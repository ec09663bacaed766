// From a purchase log to what every client is worth.
//
//   analyse [--model NAME] [--calibration-end DAY] [--observed-until DAY] [FILE CLIENT DAY AMOUNT]
//
// reads the columns CLIENT, DAY and AMOUNT of a CSV file into arrays. Without a file it simulates a
// shop, and takes its log in as an Arrow C stream: so would the table of any Arrow library.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "csv_log.hpp"
#include <tenure/arrow_abi.h>
#include <tenure/tenure.hpp>

namespace {

struct Arguments {
  std::string model = "pareto_nbd";
  std::optional<tenure::Day> calibration_end;
  std::optional<tenure::Day> observed_until;
  std::vector<std::string> log;  ///< file, client, day, amount; or empty
};

Arguments read_arguments(const std::vector<std::string>& words) {
  Arguments result;
  std::size_t i = 0;
  for (; i + 1 < words.size() && words[i].starts_with("--"); i += 2) {
    if (words[i] == "--model") {
      result.model = words[i + 1];
    } else if (words[i] == "--calibration-end") {
      result.calibration_end = tenure::Day::parse(words[i + 1]);
    } else if (words[i] == "--observed-until") {
      result.observed_until = tenure::Day::parse(words[i + 1]);
    } else {
      throw std::invalid_argument(words[i] + " is not an option");
    }
  }
  result.log.assign(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
  if (!result.log.empty() && result.log.size() != 4) {
    throw std::invalid_argument("a file needs the names of its client, day and amount columns");
  }
  return result;
}

tenure::Portfolio portfolio_of_file(const std::vector<std::string>& columns,
                                    std::optional<tenure::Day> observed_until) {
  const CsvLog rows = read_csv_log(columns[0], columns[1], columns[2], columns[3]);
  const std::vector<std::string_view> clients(rows.clients.begin(), rows.clients.end());
  tenure::PurchaseArrays log;
  log.clients = clients;
  log.days = rows.days;
  log.amounts = rows.amounts;
  tenure::ImportOptions options;
  options.observed_until = observed_until;
  return tenure::Portfolio::from_arrays(log, options);
}

tenure::Portfolio portfolio_of_shop() {
  ArrowArrayStream stream;
  tenure::simulate_shop().log.export_to(&stream);
  tenure::PurchaseColumns columns;
  columns.amount = "amount";
  columns.cost = "cost";
  columns.order_id = "order_id";
  return tenure::Portfolio::from_arrow(&stream, columns);
}

void print_rows(const tenure::Portfolio& portfolio) {
  const tenure::ImportReport& report = portfolio.report();
  std::printf("%lld rows read: %lld kept, %lld merged, %lld dropped\n",
              static_cast<long long>(report.rows_read), static_cast<long long>(report.kept),
              static_cast<long long>(report.merged), static_cast<long long>(report.rows_dropped()));
  std::printf("%zu clients, %zu purchases until %s\n", portfolio.clients(), portfolio.purchases(),
              portfolio.observed_until().to_string().c_str());
}

tenure::FittedModel fit(const std::string& name, const tenure::Summary& summary) {
  tenure::FittedModel model = tenure::FittedModel::fit(name, summary);
  std::printf("%s:", std::string(model.info().title).c_str());
  for (std::size_t i = 0; i < model.parameters().size(); ++i) {
    std::printf("  %s %.7f", std::string(model.info().parameters[i]).c_str(),
                model.parameters()[i]);
  }
  std::printf("  log-likelihood %.3f\n", model.result().log_likelihood.value());
  if (!model.result().convergence.usable) {
    throw std::runtime_error(model.result().convergence.message);
  }
  return model;
}

void print_best(const tenure::Table& clients) {
  constexpr std::size_t kShown = 10;
  const tenure::TextView client = clients.text("client");
  const auto alive = clients.float64("p_alive");
  const auto clv = clients.float64("clv");
  std::vector<std::size_t> order(clients.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return clv[a] > clv[b]; });
  order.resize(std::min(order.size(), kShown));
  std::printf("%-12s %8s %12s\n", "client", "p_alive", "clv");
  for (const std::size_t row : order) {
    std::printf("%-12s %8.3f %12.2f\n", std::string(client[row]).c_str(), alive[row], clv[row]);
  }
}

void analyse(const Arguments& given) {
  const tenure::Portfolio portfolio =
      given.log.empty() ? portfolio_of_shop() : portfolio_of_file(given.log, given.observed_until);
  print_rows(portfolio);
  tenure::SummaryOptions summary_options;
  summary_options.calibration_end = given.calibration_end;
  const auto summary = tenure::Summary::from_portfolio(portfolio, summary_options);
  const tenure::FittedModel purchases = fit(given.model, summary);
  const tenure::FittedModel spend = fit("gamma_gamma", summary);
  tenure::ClvOptions options;
  options.margin = tenure::observed_margin(summary).value_or(options.margin);
  const tenure::ClvResult value = tenure::clv(purchases, spend, summary, options);
  std::printf("value of all clients: %.2f (%s)\n", value.total, value.basis.c_str());
  print_best(value.clients);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    analyse(read_arguments({argv + 1, argv + argc}));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
