/* Days and time units; what an error tells. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static void dates_and_days_convert(void) {
  int32_t day = -1;
  char text[16];
  CHECK(tenure_day_from_date(1970, 1, 2, &day, NULL) == TENURE_OK && day == 1);
  CHECK(tenure_day_parse("19970930", &day, NULL) == TENURE_OK && day == 10134);
  CHECK(tenure_day_to_text(day, text, sizeof text, NULL) == TENURE_OK);
  CHECK(strcmp(text, "1997-09-30") == 0);
}

static void units_convert(void) {
  double time = -1;
  int32_t day = -1, leap = 0, later = 0;
  CHECK(tenure_day_from_date(2012, 2, 29, &leap, NULL) == TENURE_OK);
  CHECK(tenure_day_from_date(2016, 2, 29, &later, NULL) == TENURE_OK);
  CHECK(tenure_time_between(leap, later, TENURE_MONTH, &time, NULL) == TENURE_OK && time == 48);
  CHECK(tenure_add_time(leap, 48, TENURE_MONTH, &day, NULL) == TENURE_OK && day == later);
  CHECK(tenure_units_per_year(TENURE_WEEK, &time, NULL) == TENURE_OK && time == 52);
}

static void an_error_names_the_argument(void) {
  tenure_error* error = NULL;
  int32_t day = 7;
  CHECK(tenure_day_from_date(2023, 2, 29, &day, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(day == 0);
  CHECK(tenure_error_status(error) == TENURE_INVALID_ARGUMENT);
  CHECK(strlen(tenure_error_message(error)) > 0);
  CHECK(tenure_error_row(error) == -1);
  tenure_error_free(error);

  CHECK(tenure_day_parse(NULL, &day, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "text") == 0);
  tenure_error_free(error);

  CHECK(tenure_units_per_year(TENURE_YEAR + 1, NULL, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "out") == 0);
  tenure_error_free(error);

  CHECK(tenure_day_parse("yesterday", &day, NULL) == TENURE_INVALID_ARGUMENT);
}

static void no_error_is_no_trouble(void) {
  CHECK(tenure_error_status(NULL) == TENURE_OK);
  CHECK(strcmp(tenure_error_message(NULL), "") == 0);
  CHECK(strcmp(tenure_error_argument(NULL), "") == 0);
  CHECK(tenure_error_row(NULL) == -1);
  tenure_error_free(NULL);
}

static void every_status_has_a_text(void) {
  int32_t status;
  for (status = TENURE_OK; status <= TENURE_INTERNAL; ++status) {
    CHECK(strcmp(tenure_status_text(status), tenure_status_text(INT_MAX)) != 0);
  }
  CHECK(tenure_status_text(-1) == tenure_status_text(INT_MAX));
}

static void a_text_needs_room(void) {
  char text[16] = "untouched";
  CHECK(tenure_day_to_text(0, text, 10, NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(tenure_day_to_text(0, text, -1, NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(tenure_day_to_text(0, NULL, 0, NULL) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(text, "untouched") == 0);
  CHECK(tenure_day_to_text(0, text, 11, NULL) == TENURE_OK);
  CHECK(strcmp(text, "1970-01-01") == 0);
}

static void errno_is_kept(void) {
  int32_t day = 0;
  errno = ERANGE;
  CHECK(tenure_day_parse("never", &day, NULL) != TENURE_OK);
  CHECK(tenure_day_parse("2024-01-01", &day, NULL) == TENURE_OK);
  CHECK(errno == ERANGE);
}

int main(void) {
  dates_and_days_convert();
  units_convert();
  an_error_names_the_argument();
  no_error_is_no_trouble();
  every_status_has_a_text();
  a_text_needs_room();
  errno_is_kept();
  return checks_failed();
}
