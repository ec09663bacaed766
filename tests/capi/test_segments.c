/* The usual segments, to be taken as they are or changed. */
#include <string.h>

#include "check.h"
#include <tenure/tenure.h>

int main(void) {
  const tenure_segment_rule* rules = NULL;
  int64_t count = 0, i;
  CHECK(tenure_usual_segments(&rules, &count, NULL) == TENURE_OK && count == 11);
  for (i = 0; i < count; ++i) {
    CHECK(strlen(rules[i].name) > 0 && rules[i].m_to == 5);
    CHECK(rules[i].r_from >= 1 && rules[i].r_from <= rules[i].r_to && rules[i].r_to <= 5);
    CHECK(rules[i].f_from >= 1 && rules[i].f_from <= rules[i].f_to && rules[i].f_to <= 5);
  }
  CHECK(strcmp(rules[0].name, "Champions") == 0 && rules[0].r_from == 4);
  CHECK(tenure_usual_segments(NULL, NULL, NULL) == TENURE_OK);
  return checks_failed();
}
