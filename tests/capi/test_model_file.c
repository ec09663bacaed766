/* Models as texts and files: the same bits come back, and anything else is refused. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

static const double kParetoNbd[] = {0.55315, 10.57633, 0.60625, 11.67150};

static tenure_model* pareto_nbd(void) {
  tenure_model* model = NULL;
  CHECK(tenure_model_from_parameters("pareto_nbd", kParetoNbd, 4, TENURE_WEEK, 0, &model, NULL) ==
        TENURE_OK);
  return model;
}

static int has_its_parameters(const tenure_model* model) {
  tenure_fit_result result;
  return tenure_model_get_result(model, &result, sizeof result, NULL) == TENURE_OK &&
         strcmp(result.name, "pareto_nbd") == 0 && result.unit == TENURE_WEEK &&
         result.reason == TENURE_FIT_GIVEN &&
         memcmp(result.parameters, kParetoNbd, sizeof kParetoNbd) == 0;
}

static void a_model_becomes_a_text_and_back(void) {
  tenure_model *model = pareto_nbd(), *again = NULL;
  tenure_text* json = NULL;
  CHECK(tenure_model_to_json(model, &json, NULL) == TENURE_OK);
  CHECK(strstr(tenure_text_get(json), "\"estimate\": 10.57633") != NULL);
  CHECK(tenure_model_from_json(tenure_text_get(json), &again, NULL) == TENURE_OK);
  CHECK(has_its_parameters(again));
  tenure_text_free(json);
  tenure_model_free(again);
  tenure_model_free(model);
}

static void a_model_becomes_a_file_and_back(void) {
  static const char* const kPath = "capi_test_model_file.json";
  tenure_model *model = pareto_nbd(), *again = NULL;
  CHECK(tenure_model_save(model, kPath, NULL) == TENURE_OK);
  CHECK(tenure_model_load(kPath, &again, NULL) == TENURE_OK);
  CHECK(has_its_parameters(again));
  tenure_model_free(again);
  tenure_model_free(model);
  remove(kPath);
  CHECK(tenure_model_load(kPath, &again, NULL) == TENURE_IO_ERROR && again == NULL);
}

static void other_texts_are_refused_by_status_and_place(void) {
  tenure_model* model = NULL;
  tenure_error* error = NULL;
  CHECK(tenure_model_from_json("{\n\"a\": oops}", &model, &error) == TENURE_CORRUPT_DATA);
  CHECK(model == NULL && strstr(tenure_error_message(error), "line 2, column 6") != NULL);
  tenure_error_free(error);
  CHECK(tenure_model_from_json("{\"format\": \"tenure model\", \"version\": 7, \"tenure\": \"9\"}",
                               &model, &error) == TENURE_UNSUPPORTED_VERSION);
  CHECK(strstr(tenure_error_message(error), "version 7") != NULL);
  tenure_error_free(error);
}

static void no_text_is_the_empty_one(void) {
  CHECK(strcmp(tenure_text_get(NULL), "") == 0);
  tenure_text_free(NULL);
}

int main(void) {
  a_model_becomes_a_text_and_back();
  a_model_becomes_a_file_and_back();
  other_texts_are_refused_by_status_and_place();
  no_text_is_the_empty_one();
  return checks_failed();
}
