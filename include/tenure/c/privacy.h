/* What clients asked for, whose data are due to go, and which counts may be published.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_PRIVACY_H
#define TENURE_C_PRIVACY_H

#include "portfolio.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What clients asked for, as arrays of `rows` entries: 1 where the client asked; NULL: none of them
 * did. Exactly one of client_numbers and client_texts, each client once. @since 0.1 */
typedef struct tenure_client_flags {
  size_t struct_size;
  int64_t rows;
  const int64_t* client_numbers;
  const char* const* client_texts;
  const uint8_t* no_profiling; /* counted in totals, never scored */
  const uint8_t* no_contact;   /* never a target */
  const uint8_t* erase;        /* due for erasure */
} tenure_client_flags;

/* No rows, no arrays. @since 0.1 */
TENURE_API tenure_status tenure_client_flags_init(tenure_client_flags* flags, size_t size);

/* A new portfolio, which shares the rows, with the flags of the clients named set anew; those of
 * the others stay. Clients without a purchase are remembered until their rows are appended.
 * TENURE_INVALID_DATA for a client named twice or whose id is of another kind. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_with_flags(const tenure_portfolio* portfolio,
                                                     const tenure_client_flags* flags,
                                                     tenure_portfolio** out, tenure_error** err);
/* client, no_profiling, no_contact, erase: one row a client who asked for anything. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_flags(const tenure_portfolio* portfolio,
                                                tenure_table** out, tenure_error** err);

/* A new portfolio without these clients: rows, flags and the texts only they used are gone, and the
 * report counts the rows as dropped, "erased". Exactly one of client_numbers and client_texts; ids
 * the portfolio does not have are passed over. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_erase(const tenure_portfolio* portfolio,
                                                const int64_t* client_numbers,
                                                const char* const* client_texts, int64_t n,
                                                tenure_portfolio** out, tenure_error** err);

/* How long data are kept. @since 0.1 */
typedef struct tenure_retention_clock {
  size_t struct_size;
  double years;  /* after the last active contact, 0 to 100: 3 */
  int32_t as_of; /* TENURE_NO_DAY: the portfolio's end of observation */
  int32_t reserved;
} tenure_retention_clock;

/* @since 0.1 */
TENURE_API tenure_status tenure_retention_clock_init(tenure_retention_clock* clock, size_t size);

/* client, last_active, due_since (when the clock ran out, if it has), reason ("asked",
 * "inactive"): one row a client who is due. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_due_for_erasure(const tenure_portfolio* portfolio,
                                                          const tenure_retention_clock* clock,
                                                          tenure_table** out, tenure_error** err);
/* Erases those whom tenure_portfolio_due_for_erasure() names. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_erase_due(const tenure_portfolio* portfolio,
                                                    const tenure_retention_clock* clock,
                                                    tenure_portfolio** out, tenure_error** err);

/* What becomes of a cell with fewer clients than may be published. @since 0.1 */
enum {
  TENURE_SUPPRESS = 0, /* hidden, with others so that no total gives it away */
  TENURE_MERGE = 1     /* joined with a neighbour; one-way tables only */
};

/* @since 0.1 */
typedef struct tenure_anonymity_options {
  size_t struct_size;
  int64_t k;           /* fewest clients of a published cell: 10 */
  int64_t columns;     /* of a two-way table given row by row; 0: one-way */
  int32_t small_cells; /* TENURE_SUPPRESS */
  int32_t reserved;
} tenure_anonymity_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_anonymity_options_init(tenure_anonymity_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_anonymity_totals {
  int64_t smallest; /* of the cells as given, the fewest clients but none: their k */
  int64_t hidden_cells;
  int64_t hidden_clients;
  int32_t totals_publishable; /* 0: a line holds too few clients altogether */
  int32_t reserved;
} tenure_anonymity_totals;

/* Which of n cells, with counts at least 0, can be published: cell, clients (absent where hidden;
 * of the whole group where merged), outcome ("published", "small", "complementary", "merged"),
 * group. @since 0.1 */
TENURE_API tenure_status tenure_anonymous_cells(const int64_t* counts, int64_t n,
                                                const tenure_anonymity_options* options,
                                                tenure_anonymity_totals* totals, size_t totals_size,
                                                tenure_table** cells, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
