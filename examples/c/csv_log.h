/* Reads three columns of a CSV file: client, day and amount. Fields are separated by commas and not
 * quoted. */
#ifndef CSV_LOG_H
#define CSV_LOG_H

#include <stdint.h>

typedef struct csv_log {
  int64_t rows;
  int64_t capacity;
  char** clients;
  int32_t* days; /* since 1970-01-01 */
  double* amounts;
} csv_log;

/* Fills `log` from the columns of these names. Returns 0, or prints why not and returns 1. */
int csv_log_read(csv_log* log, const char* path, const char* client, const char* day,
                 const char* amount);
void csv_log_free(csv_log* log);

#endif
