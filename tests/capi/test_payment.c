/* The measures of payment, by the numbers of their literature. */
#include <math.h>

#include "check.h"
#include <tenure/tenure.h>

static int is_near(double value, double expected) { return fabs(value - expected) < 1e-5; }

int main(void) {
  static const double kAmounts[] = {1000, 500, 1500, 2000, 700}, kLate[] = {5, 20, -3, 0, 45};
  static const double kSales[] = {200, 250, 300}, kDays[] = {31, 30, 31};
  static const double kRolls[] = {0.3, 0.4, 0, 0.2, 0.3, 0.2, 0.1, 0.1, 0.3};
  static const double kPaid[] = {0.3, 0.3, 0.3}, kBad[] = {0, 0, 0.2};
  static const double kBalances[] = {10000, 4000, 2000};
  tenure_lateness late;
  tenure_days_outstanding days;
  tenure_roll_rates rates;
  tenure_table* states = NULL;
  tenure_column losses;
  CHECK(tenure_lateness_of(kAmounts, kLate, 5, &late, sizeof late, NULL) == TENURE_OK);
  CHECK(is_near(late.days_late, 8.157895) && is_near(late.net_days_late, 7.368421));
  CHECK(is_near(late.late_share, 0.385965));
  CHECK(tenure_days_outstanding_of(420, kSales, kDays, 3, &days, sizeof days, NULL) == TENURE_OK);
  CHECK(is_near(days.simple, 51.52) && is_near(days.count_back, 45.4) && days.is_covered == 1);
  CHECK(tenure_roll_rates_init(&rates, sizeof rates) == TENURE_OK);
  rates.states = 3;
  rates.rolls = kRolls;
  rates.paid = kPaid;
  rates.bad = kBad;
  rates.balances = kBalances;
  CHECK(tenure_roll_rates_solve(&rates, &states, NULL) == TENURE_OK);
  CHECK(tenure_table_column_named(states, "expected_loss", &losses, sizeof losses, NULL) ==
        TENURE_OK);
  CHECK(losses.rows == 3);
  CHECK(is_near(losses.float64[0] + losses.float64[1] + losses.float64[2], 1645.283019));
  tenure_table_free(states);
  return checks_failed();
}
