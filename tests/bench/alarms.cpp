// False alarms of the monitor, measured, as the tables of ALARMS.md: alarms [CLIENTS]
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "warning/false_alarms.hpp"

using tenure::testing::FalseAlarmCase;
using tenure::testing::FalseAlarmRate;

namespace {

struct Base {
  const char* title;
  FalseAlarmCase measured;
};

// 1.5, 8: a purchase every five weeks on average, rates very different; 0.25, 4.4: the CDNOW
// sample's; 8, 40: alike clients.
const Base kBases[] = {
    {"as by default", {}},
    {"20 tolerated", {.false_alarms = 20}},
    {"updated every week", {.update_days = 7}},
    {"watched for one year", {.watched_days = 365}},
    {"learnt for five years", {.learnt_days = 1825}},
    {"rates alike", {.r = 8, .alpha = 40}},
    {"most buy once", {.r = 0.25, .alpha = 4.4}},
    {"a tenth of the rates", {.alpha = 80, .learnt_days = 3650, .watched_days = 3650}},
    {"slowdown to a half", {.slowdown = 0.5}},
    {"slowdown to a tenth", {.slowdown = 0.1}},
    {"regularity 2", {.regularity = 2}},
    {"regularity 4", {.regularity = 4}},
    {"silences", {.signal = "overdue"}},
    {"silences, most buy once", {.r = 0.25, .alpha = 4.4, .signal = "overdue"}},
    {"silences, regularity 4", {.regularity = 4, .signal = "overdue"}},
};

void print(const Base& base, std::size_t clients) {
  FalseAlarmCase measured = base.measured;
  measured.clients = clients;
  std::printf("| %s | %g", base.title, measured.false_alarms);
  for (const FalseAlarmRate& rate : tenure::testing::measure_false_alarms(measured)) {
    if (rate.alarms > 0.0) {
      std::printf(" | %.1f +- %.1f", rate.per_1000_years(),
                  rate.per_1000_years() / std::sqrt(rate.alarms));
    } else {
      std::printf(" | none of %.0f", rate.clients);
    }
  }
  std::printf(" |\n");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t clients = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  std::printf(
      "| base | tolerated | measured | 1 purchase known | 2 to 4 | 5 to 9 | 10 and more |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  for (const Base& base : kBases) print(base, clients);
}
