#include "csv_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenure/tenure.h>

enum { kFields = 64, kLine = 4096 };

/* Cuts a line into fields in place; returns how many there are. */
static int split(char* line, char* fields[kFields]) {
  int count = 0;
  line[strcspn(line, "\r\n")] = '\0';
  while (line != NULL && count < kFields) {
    char* comma = strchr(line, ',');
    if (comma != NULL) *comma++ = '\0';
    fields[count++] = line;
    line = comma;
  }
  return count;
}

static int position(char* const fields[], int count, const char* name) {
  int i;
  for (i = 0; i < count; ++i) {
    if (strcmp(fields[i], name) == 0) return i;
  }
  fprintf(stderr, "there is no column %s\n", name);
  return -1;
}

static int grow(csv_log* log) {
  const int64_t capacity = log->capacity == 0 ? 1024 : 2 * log->capacity;
  char** clients = realloc(log->clients, (size_t)capacity * sizeof *clients);
  int32_t* days;
  double* amounts;
  if (clients != NULL) log->clients = clients;
  days = realloc(log->days, (size_t)capacity * sizeof *days);
  if (days != NULL) log->days = days;
  amounts = realloc(log->amounts, (size_t)capacity * sizeof *amounts);
  if (amounts != NULL) log->amounts = amounts;
  if (clients == NULL || days == NULL || amounts == NULL) return 1;
  log->capacity = capacity;
  return 0;
}

/* Takes one row; returns 0, or 1 if it is not one. */
static int add(csv_log* log, const char* client, const char* day, const char* amount) {
  const size_t length = strlen(client) + 1;
  char* end;
  if (log->rows == log->capacity && grow(log) != 0) return 1;
  if (tenure_day_parse(day, &log->days[log->rows], NULL) != TENURE_OK) return 1;
  log->amounts[log->rows] = strtod(amount, &end);
  if (end == amount || *end != '\0') return 1;
  log->clients[log->rows] = malloc(length);
  if (log->clients[log->rows] == NULL) return 1;
  memcpy(log->clients[log->rows++], client, length);
  return 0;
}

static int read_rows(csv_log* log, FILE* file, const char* client, const char* day,
                     const char* amount) {
  char line[kLine];
  char* fields[kFields];
  int count = fgets(line, sizeof line, file) != NULL ? split(line, fields) : 0;
  const int at_client = position(fields, count, client);
  const int at_day = position(fields, count, day);
  const int at_amount = position(fields, count, amount);
  if (at_client < 0 || at_day < 0 || at_amount < 0) return 1;
  while (fgets(line, sizeof line, file) != NULL) {
    if (split(line, fields) != count ||
        add(log, fields[at_client], fields[at_day], fields[at_amount]) != 0) {
      fprintf(stderr, "row %ld cannot be read\n", (long)log->rows + 1);
      return 1;
    }
  }
  return 0;
}

int csv_log_read(csv_log* log, const char* path, const char* client, const char* day,
                 const char* amount) {
  static const csv_log kEmpty;
  FILE* file = fopen(path, "r");
  int failed;
  *log = kEmpty;
  if (file == NULL) {
    perror(path);
    return 1;
  }
  failed = read_rows(log, file, client, day, amount);
  fclose(file);
  return failed;
}

void csv_log_free(csv_log* log) {
  int64_t i;
  for (i = 0; i < log->rows; ++i) free(log->clients[i]);
  free(log->clients);
  free(log->days);
  free(log->amounts);
}
