/* A budget over clients and over offers, with its certificate. (test_allocation.cpp is about
 * memory.) */
#include <math.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static tenure_column column(const tenure_table* table, const char* name) {
  tenure_column found;
  CHECK(tenure_table_column_named(table, name, &found, sizeof found, NULL) == TENURE_OK);
  return found;
}

static void spending_of_four_clients(void) {
  const double potential[] = {200, 100, 300, 20}, speed[] = {.02, .05, .01, .04};
  tenure_certificate certificate;
  tenure_table *clients = NULL, *constraints = NULL;
  CHECK(tenure_allocate_spending(potential, speed, 4, 50, NULL, NULL, &certificate,
                                 sizeof certificate, &clients, &constraints, NULL) == TENURE_OK);
  CHECK(fabs(certificate.gain - 160.779052) < 5e-7);
  CHECK(fabs(certificate.spent - 50) < 1e-12);
  CHECK(certificate.gap >= 0 && certificate.gap < 1e-9);
  CHECK(fabs(column(clients, "spend").float64[0] - 21.854511) < 5e-7);
  CHECK(fabs(column(constraints, "shadow_price").float64[0] - 1.5836526359) < 5e-10);
  CHECK(column(constraints, "binds").boolean[0] == 1);
  tenure_table_free(clients);
  tenure_table_free(constraints);
}

static void offers_to_five_clients(void) {
  const double cost[] = {5, 12, 4, 10, 6, 9, 3, 8, 7, 15};
  const double gain[] = {12, 20, 9, 26, 10, 13, 7, 11, 21, 30};
  const int64_t segment[] = {0, 0, 1, 1, 1};
  const double ceiling[] = {7, INFINITY};
  tenure_certificate certificate;
  tenure_offer_limits limits;
  tenure_table* clients = NULL;
  int64_t i;
  CHECK(tenure_offer_limits_init(&limits, sizeof limits) == TENURE_OK);
  limits.budget = 15;
  limits.sunk = 1;
  CHECK(tenure_allocate_offers(cost, 10, gain, 10, 2, &limits, NULL, &certificate,
                               sizeof certificate, NULL, NULL, NULL) == TENURE_OK);
  CHECK(certificate.gain == 40 && certificate.gap < 1e-10);

  limits.segment = segment;
  limits.segment_count = 5;
  limits.segment_ceiling = ceiling;
  limits.segment_ceiling_count = 2;
  CHECK(tenure_allocate_offers(cost, 10, gain, 10, 2, &limits, NULL, &certificate,
                               sizeof certificate, &clients, NULL, NULL) == TENURE_OK);
  {
    const tenure_column offer = column(clients, "offer"), spent = column(clients, "cost");
    double first = 0, all = 0;
    for (i = 0; i < 5; ++i) {
      all += spent.float64[i];
      if (segment[i] == 0) first += spent.float64[i];
      CHECK(offer.validity[i] == 1 || spent.float64[i] == 0);
    }
    CHECK(first <= 7 && all <= 15);
  }
  CHECK(certificate.gain <= certificate.bound);
  tenure_table_free(clients);
}

static void wrong_limits_are_named(void) {
  const double one[] = {1};
  tenure_offer_limits limits;
  tenure_error* error = NULL;
  tenure_table* clients = NULL;
  CHECK(tenure_offer_limits_init(&limits, sizeof limits) == TENURE_OK);
  limits.segment_floor = one;
  limits.segment_floor_count = 1;
  CHECK(tenure_allocate_offers(one, 1, one, 1, 1, &limits, NULL, NULL, 0, &clients, NULL, &error) ==
        TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "segment") == 0);
  CHECK(clients == NULL);
  tenure_error_free(error);
}

int main(void) {
  spending_of_four_clients();
  offers_to_five_clients();
  wrong_limits_are_named();
  return checks_failed();
}
