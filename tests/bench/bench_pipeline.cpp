// Seconds of each step from a purchase log to predictions, for a number of simulated clients.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <tenure/tenure.hpp>

namespace {

constexpr std::size_t kDefaultClients = 100'000;
constexpr double kWeeks = 104.0;
constexpr double kHorizon = 52.0;
constexpr std::uint64_t kSeed = 1;

template <typename Step>
auto timed(const char* name, Step step) {
  const auto start = std::chrono::steady_clock::now();
  auto result = step();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("%-28s %8.3f s\n", name, seconds.count());
  return result;
}

/// The log of clients who all come on day 0 and buy as Pareto/NBD says.
struct Log {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
};

Log simulated(std::size_t clients) {
  const double parameters[] = {0.55, 10.6, 0.61, 11.7};
  const auto model =
      tenure::FittedModel::from_parameters("pareto_nbd", parameters, tenure::TimeUnit::week);
  const std::vector<double> ages(clients, kWeeks);
  auto purchases = model.simulate(ages, kSeed);
  Log log{std::move(purchases.client), {}};
  log.days.reserve(purchases.time.size());
  for (const double time : purchases.time) log.days.push_back(static_cast<std::int32_t>(7 * time));
  return log;
}

void run(std::size_t clients) {
  const Log log = timed("simulate", [&] { return simulated(clients); });
  const auto portfolio = timed("import", [&] {
    tenure::PurchaseArrays arrays;
    arrays.clients = std::span<const std::int64_t>(log.clients);
    arrays.days = log.days;
    return tenure::Portfolio::from_arrays(arrays);
  });
  const auto summary =
      timed("summarise", [&] { return tenure::Summary::from_portfolio(portfolio); });
  std::printf("%zu clients, %zu purchases\n", portfolio.clients(), portfolio.purchases());
  for (const auto& info : tenure::models()) {
    if (info.kind != tenure::ModelKind::purchases) continue;
    const std::string name(info.name);
    const auto model = timed(("fit " + name).c_str(),
                             [&] { return tenure::FittedModel::fit(info.name, summary); });
    timed(("predict " + name).c_str(), [&] { return model.predict(summary, kHorizon); });
  }
}

}  // namespace

int main(int argc, char** argv) {
  run(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : kDefaultClients);
}
