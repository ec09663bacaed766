/* The C ABI of tenure: from a purchase log to what every client is worth. C99, and C++.
 *
 * Conventions, said once:
 *
 * Status     Every function that can fail returns a tenure_status, TENURE_OK (0) or why not.
 *            Nothing ever leaves by exception, abort, signal or longjmp; nothing is printed;
 *            errno and the locale are left alone.
 * Errors     The last parameter is `tenure_error** err`. It may be NULL. Otherwise *err is set to
 *            NULL on entry and, on failure, to an error that the caller frees with
 *            tenure_error_free(). Free an earlier error before *err is used again.
 * Outputs    Handles and structs are set to NULL or zero on entry and written on success alone.
 *            Arrays that the caller allocates are written on success alone and left as they were
 *            otherwise. A function with one output needs it; where there are several, each may be
 *            NULL if it is not wanted.
 * Handles    are opaque, made by the library, and freed once with their own tenure_X_free();
 *            freeing NULL does nothing. Portfolios, summaries, models and tables never change once
 *            made: any number of threads may read one. A builder belongs to one thread at a time.
 *            Handles do not depend on each other: free them in any order.
 * Borrowed   Pointers inside a struct that the library fills belong to the handle they were asked
 *            of, and live as long as it does.
 * Inputs     Arrays and texts are read during the call and not kept. `const` inputs are not
 * changed. Texts      in are NUL-terminated UTF-8. Texts out are the same, except the cells of a
 * table (see tenure_column). NULL or "" is a text that is not there. Client ids that contain a NUL
 *            byte can come in by Arrow only.
 * Counts     are int64_t. A pointer with its count: NULL is allowed when the count is 0.
 * Days       are int32_t days since 1970-01-01; TENURE_NO_DAY where there is none.
 * Times      (recency, age, horizon) are in the time unit of the summary or model.
 * Money      in and out is double in currency units, except fields named `minor`: int64_t in the
 *            currency's minor unit (cents).
 * Enums      are int32_t, so that their size does not depend on the compiler.
 * Structs in begin with `struct_size`. Fill one with tenure_X_init(&x, sizeof x), then set what
 *            differs from the defaults; NULL in place of options means the defaults. Structs only
 *            ever grow at the end: a program compiled against an older header passes a smaller
 *            one, and the missing fields have their defaults; one compiled against a newer header
 *            passes a larger one, which is accepted if the part this library does not know is
 *            zero. Fields named `reserved` must be zero.
 * Structs out are passed with their size, `(&x, sizeof x)`: a smaller struct receives the first
 *            fields, the unknown end of a larger one is set to zero.
 *
 * A whole analysis (error handling left out; see examples/c):
 *
 *     tenure_purchase_arrays log;
 *     tenure_purchase_arrays_init(&log, sizeof log);
 *     log.rows = n; log.client_numbers = ids; log.days = days; log.amounts = amounts;
 *
 *     tenure_portfolio* portfolio;
 *     tenure_summary* summary;
 *     tenure_model *purchases, *spend;
 *     tenure_table* clients;
 *     tenure_portfolio_from_arrays(&log, NULL, NULL, &portfolio, NULL);
 *     tenure_summary_from_portfolio(portfolio, NULL, NULL, &summary, NULL);
 *     tenure_model_fit("pareto_nbd", summary, NULL, NULL, &purchases, NULL);
 *     tenure_model_fit("gamma_gamma", summary, NULL, NULL, &spend, NULL);
 *     tenure_clv(purchases, spend, summary, NULL, NULL, NULL, 0, &clients, NULL);
 */
#ifndef TENURE_TENURE_H
#define TENURE_TENURE_H

#include "c/allocation.h"
#include "c/attrition.h"
#include "c/attrition_rates.h"
#include "c/budget.h"
#include "c/bytes.h"
#include "c/campaigns.h"
#include "c/cash_flow.h"
#include "c/client_panel.h"
#include "c/client_value.h"
#include "c/clusters.h"
#include "c/control.h"
#include "c/cycles.h"
#include "c/equity.h"
#include "c/evaluation.h"
#include "c/foundation.h"
#include "c/inference.h"
#include "c/iso_value.h"
#include "c/levers.h"
#include "c/markov_value.h"
#include "c/migration.h"
#include "c/models.h"
#include "c/partitions.h"
#include "c/payment.h"
#include "c/portfolio.h"
#include "c/privacy.h"
#include "c/record.h"
#include "c/relations.h"
#include "c/response.h"
#include "c/retention_value.h"
#include "c/score.h"
#include "c/segments.h"
#include "c/shop.h"
#include "c/solvency.h"
#include "c/sql.h"
#include "c/summary.h"
#include "c/survival.h"
#include "c/trends.h"
#include "c/uplift.h"
#include "c/value.h"
#include "c/warning.h"

#endif
