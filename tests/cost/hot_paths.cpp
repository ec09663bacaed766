// The paths on which time is spent, each on a small input that never changes: check_costs.py counts
// the allocations and the instructions of one run. hot_paths: allocations of all; hot_paths NAME:
// runs one, twice, so that what is made once and kept is not counted with the second run.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <tenure/tenure.hpp>

namespace {

std::int64_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* const block = std::malloc(size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace {

constexpr std::int32_t kDays = 730;
constexpr std::int64_t kClients = 1'500;
constexpr std::int64_t kPurchases = 12'000;
constexpr double kHorizon = 90.0;

const tenure::Execution kOneThread{.threads = 1, .progress = {}};

/// Clients who come at days that look random and buy at intervals of their own: no draws, so that
/// no change of a generator changes the input.
struct Input {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
  std::vector<double> amounts;
  std::vector<std::string> names;
  std::vector<std::string_view> texts;

  Input() {
    for (std::int64_t i = 0; i < kPurchases; ++i) {
      const std::int64_t client = i * 7'919 % kClients;
      const std::int64_t joined = client * 37 % kDays;
      const std::int64_t interval = 1 + client * client % 113;
      const std::int64_t day = joined + i / kClients * interval;
      if (day >= kDays || i / kClients > client % 9) continue;
      clients.push_back(client);
      days.push_back(static_cast<std::int32_t>(18'628 + day));
      amounts.push_back(static_cast<double>(100 + i * 31 % 9'000) / 100.0);
    }
    for (const std::int64_t client : clients) names.push_back("client " + std::to_string(client));
    texts.assign(names.begin(), names.end());
  }
  [[nodiscard]] tenure::PurchaseArrays numbers() const {
    tenure::PurchaseArrays result;
    result.clients = std::span<const std::int64_t>(clients);
    result.days = days;
    result.amounts = std::span<const double>(amounts);
    return result;
  }
  [[nodiscard]] tenure::PurchaseArrays by_name() const {
    tenure::PurchaseArrays result = numbers();
    result.clients = std::span<const std::string_view>(texts);
    return result;
  }
};

const Input& input() {
  static const Input made;
  return made;
}
const tenure::Portfolio& portfolio() {
  static const auto made = tenure::Portfolio::from_arrays(
      input().numbers(), {.observed_until = tenure::Day{18'628 + kDays}}, kOneThread);
  return made;
}
const tenure::Summary& summary() {
  static const auto made =
      tenure::Summary::from_portfolio(portfolio(), {.unit = tenure::TimeUnit::day}, kOneThread);
  return made;
}
tenure::FittedModel bg_nbd() {
  const double parameters[] = {0.8, 40.0, 0.8, 6.0};
  return tenure::FittedModel::from_parameters("bg_nbd", parameters, tenure::TimeUnit::day);
}
tenure::FittedModel pareto_nbd() {
  const double parameters[] = {0.8, 30.0, 0.6, 150.0};
  return tenure::FittedModel::from_parameters("pareto_nbd", parameters, tenure::TimeUnit::day);
}

/// Keeps a result from being optimised away.
template <typename T>
void keep(const T& result) {
  asm volatile("" : : "g"(&result) : "memory");
}

void import_numbers() { keep(tenure::Portfolio::from_arrays(input().numbers(), {}, kOneThread)); }
void import_texts() { keep(tenure::Portfolio::from_arrays(input().by_name(), {}, kOneThread)); }
void summarise() {
  keep(tenure::Summary::from_portfolio(portfolio(), {.unit = tenure::TimeUnit::day}, kOneThread));
}
void fit_bg_nbd() { keep(tenure::FittedModel::fit("bg_nbd", summary(), {}, kOneThread)); }
void predict_bg_nbd() { keep(bg_nbd().predict(summary(), kHorizon, {}, kOneThread)); }
void predict_pareto_nbd() { keep(pareto_nbd().predict(summary(), kHorizon, {}, kOneThread)); }
void discounted_for_ever() {
  keep(bg_nbd().discounted_purchases(summary().histories(),
                                     tenure::DiscountRate::effective(0.1, tenure::TimeUnit::year),
                                     {}, kOneThread));
}
void rfm() { keep(tenure::rfm(summary())); }

struct Path {
  const char* name;
  void (*run)();
};
constexpr Path kPaths[] = {
    {"import_numbers", import_numbers},
    {"import_texts", import_texts},
    {"summarise", summarise},
    {"fit_bg_nbd", fit_bg_nbd},
    {"predict_bg_nbd", predict_bg_nbd},
    {"predict_pareto_nbd", predict_pareto_nbd},
    {"discounted_for_ever", discounted_for_ever},
    {"rfm", rfm},
};

}  // namespace

/// Between its beginning and its end the tool counts.
extern "C" __attribute__((noinline)) void tenure_counted_run(void (*run)()) { run(); }

int main(int argc, char** argv) {
  for (const Path& path : kPaths) {
    if (argc > 1 && std::strcmp(argv[1], path.name) != 0) continue;
    path.run();
    const std::int64_t before = allocations;
    tenure_counted_run(path.run);
    std::printf("%s,%lld\n", path.name, static_cast<long long>(allocations - before));
  }
  return 0;
}
