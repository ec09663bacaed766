/* Programs compiled against an older header or a newer one: structs that are shorter or longer than
 * the library's. test_abuse.c does this to every struct; here is what comes out. */
#include <stddef.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

/* tenure_fit_options as a later version might have it. */
typedef struct newer_fit_options {
  tenure_fit_options known;
  double added;
} newer_fit_options;

static const double kX[] = {0, 2, 5, 1}, kTx[] = {0, 20, 30, 2}, kT[] = {40, 38, 36, 30};

static tenure_histories histories(void) {
  tenure_histories h;
  tenure_histories_init(&h, sizeof h);
  h.rows = 4;
  h.frequency = kX;
  h.recency = kTx;
  h.age = kT;
  return h;
}

static tenure_status fit(const tenure_fit_options* options, tenure_error** err) {
  const tenure_histories h = histories();
  tenure_model* model = NULL;
  const tenure_status status =
      tenure_model_fit_histories("bg_nbd", &h, TENURE_WEEK, options, NULL, &model, err);
  CHECK((status == TENURE_OK) == (model != NULL));
  tenure_model_free(model);
  return status;
}

static void a_newer_program_initialises_what_it_knows(void) {
  newer_fit_options options;
  memset(&options, 0xA5, sizeof options);
  CHECK(tenure_fit_options_init(&options.known, sizeof options) == TENURE_OK);
  CHECK(options.known.struct_size == sizeof options && options.added == 0);
  CHECK(fit(&options.known, NULL) == TENURE_OK);
}

static void a_field_the_library_does_not_know_is_not_ignored(void) {
  newer_fit_options options;
  tenure_error* error = NULL;
  tenure_fit_options_init(&options.known, sizeof options);
  options.added = 1;
  CHECK(fit(&options.known, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "options") == 0);
  tenure_error_free(error);
}

static void an_older_program_gets_the_defaults(void) {
  tenure_fit_options options;
  memset(&options, 0xA5, sizeof options);
  CHECK(tenure_fit_options_init(&options, offsetof(tenure_fit_options, max_iterations)) ==
        TENURE_OK);
  CHECK(options.struct_size == offsetof(tenure_fit_options, max_iterations));
  CHECK(options.regularity == (int32_t)0xA5A5A5A5); /* not his */
  CHECK(fit(&options, NULL) == TENURE_OK);
}

static void an_older_program_receives_the_first_fields(void) {
  tenure_summary_info info, whole;
  const tenure_histories h = histories();
  tenure_summary* summary = NULL;
  const size_t older = offsetof(tenure_summary_info, unit);
  CHECK(tenure_summary_from_arrays(&h, TENURE_WEEK, NULL, NULL, &summary, NULL) == TENURE_OK);
  memset(&info, 0xA5, sizeof info);
  CHECK(tenure_summary_get_info(summary, &info, older, NULL) == TENURE_OK);
  CHECK(info.clients == 4 && info.unit == (int32_t)0xA5A5A5A5);
  CHECK(tenure_summary_get_info(summary, &whole, sizeof whole, NULL) == TENURE_OK);
  CHECK(memcmp(&info, &whole, older) == 0);
  CHECK(whole.calibration_end == TENURE_NO_DAY && whole.observed_until == TENURE_NO_DAY);
  tenure_summary_free(summary);
}

static void a_newer_program_receives_zero_beyond(void) {
  struct {
    tenure_model_info known;
    double added;
  } info;
  memset(&info, 0xA5, sizeof info);
  CHECK(tenure_models_named("bg_nbd", &info.known, sizeof info, NULL) == TENURE_OK);
  CHECK(info.known.parameter_count == 4 && info.added == 0);
}

static void a_size_that_no_struct_has_is_refused(void) {
  tenure_fit_options options;
  tenure_error* error = NULL;
  memset(&options, 0, sizeof options); /* the init function was forgotten */
  CHECK(fit(&options, &error) == TENURE_INVALID_ARGUMENT);
  CHECK(strcmp(tenure_error_argument(error), "options.struct_size") == 0);
  tenure_error_free(error);
  CHECK(tenure_fit_options_init(&options, 0) == TENURE_INVALID_ARGUMENT);
  CHECK(tenure_fit_options_init(&options, 4) == TENURE_INVALID_ARGUMENT);
  CHECK(tenure_fit_options_init(NULL, sizeof options) == TENURE_INVALID_ARGUMENT);
}

int main(void) {
  a_newer_program_initialises_what_it_knows();
  a_field_the_library_does_not_know_is_not_ignored();
  an_older_program_gets_the_defaults();
  an_older_program_receives_the_first_fields();
  a_newer_program_receives_zero_beyond();
  a_size_that_no_struct_has_is_refused();
  return checks_failed();
}
