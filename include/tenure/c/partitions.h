/* A base in parts: cells, partial summaries and likelihoods that merge, on one machine or on many.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_PARTITIONS_H
#define TENURE_C_PARTITIONS_H

#include "bytes.h"
#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Partial summaries ----------------------------------------------------------------------- */

/* What a part of a log tells of each client: a state of one size. Parts are divided by client, or
 * by day (all rows of a client's day in one part, and no part with rows of a client both before and
 * after those of another one). Merged in any order and in any groups they give the summary of one
 * portfolio of all rows, to the bit. It never changes once made. @since 0.1 */
typedef struct tenure_partial_summary tenure_partial_summary;

/* Of a part that was imported with the options of all parts. Without `observed_until`, in the
 * import or here, the observation ends on the last day of all parts. @since 0.1 */
TENURE_API tenure_status tenure_partial_summary_of(const tenure_portfolio* part,
                                                   const tenure_summary_options* options,
                                                   const tenure_execution* execution,
                                                   tenure_partial_summary** out,
                                                   tenure_error** err);
/* No entry of `partials` may be NULL. TENURE_INVALID_ARGUMENT naming a part with other options than
 * the first, TENURE_INVALID_DATA naming a client whose days two parts share. @since 0.1 */
TENURE_API tenure_status tenure_partial_summary_merge(const tenure_partial_summary* const* partials,
                                                      int64_t partial_count,
                                                      tenure_partial_summary** out,
                                                      tenure_error** err);
/* The summary of all parts. @since 0.1 */
TENURE_API tenure_status tenure_partial_summary_summary(const tenure_partial_summary* partial,
                                                        tenure_summary** out, tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_partial_summary_to_bytes(const tenure_partial_summary* partial,
                                                         tenure_bytes** out, tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_partial_summary_from_bytes(const uint8_t* bytes, int64_t byte_count,
                                                           tenure_partial_summary** out,
                                                           tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_partial_summary_free(tenure_partial_summary* partial);

/* ---- Cells ----------------------------------------------------------------------------------- */

/* The distinct histories of a base with the number of clients who share each: all that a fit reads.
 * However a base is divided, each client being in one part, and in whatever order the parts are
 * merged, the cells are those of the whole to the bit (while weights are whole numbers), and so is
 * what is fitted to them. They never change once made. @since 0.1 */
typedef struct tenure_cells tenure_cells;

/* For models of `kind`, TENURE_PURCHASE_MODEL ...: of purchases and contracts the distinct
 * frequency, recency and age, of spend the distinct frequency and mean spend. @since 0.1 */
TENURE_API tenure_status tenure_cells_of(const tenure_summary* summary, int32_t kind,
                                         const tenure_execution* execution, tenure_cells** out,
                                         tenure_error** err);
/* The same of histories, which may carry weights. @since 0.1 */
TENURE_API tenure_status tenure_cells_of_histories(const tenure_histories* histories, int32_t unit,
                                                   int32_t kind, const tenure_execution* execution,
                                                   tenure_cells** out, tenure_error** err);
/* No entry of `parts` may be NULL. TENURE_INVALID_ARGUMENT naming a part of another unit or kind
 * than the first. @since 0.1 */
TENURE_API tenure_status tenure_cells_merge(const tenure_cells* const* parts, int64_t part_count,
                                            tenure_cells** out, tenure_error** err);
/* Equal cells give equal bytes. @since 0.1 */
TENURE_API tenure_status tenure_cells_to_bytes(const tenure_cells* cells, tenure_bytes** out,
                                               tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_cells_from_bytes(const uint8_t* bytes, int64_t byte_count,
                                                 tenure_cells** out, tenure_error** err);
/* frequency, recency and age or mean_spend, weight (clients), log_interpurchase (their mean): a row
 * a cell. @since 0.1 */
TENURE_API tenure_status tenure_cells_table(const tenure_cells* cells, tenure_table** out,
                                            tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_cells_free(tenure_cells* cells);

/* As tenure_model_fit() of all the histories that the cells count, to the bit. @since 0.1 */
TENURE_API tenure_status tenure_model_fit_cells(const char* name, const tenure_cells* cells,
                                                const tenure_fit_options* options,
                                                const tenure_execution* execution,
                                                tenure_model** out, tenure_error** err);

/* The log-likelihood of cells with its derivatives by the parameters, which are given as to
 * tenure_model_from_parameters(): `gradient` has parameter_count entries, `hessian` the square of
 * that, row-major. Sums over parts of a base are those of the whole, to rounding. Outputs that are
 * not wanted may be NULL. TENURE_INVALID_ARGUMENT where one is not finite. @since 0.1 */
TENURE_API tenure_status tenure_log_likelihood_and_gradient(
    const char* name, const double* parameters, int64_t parameter_count, int32_t regularity,
    const tenure_cells* cells, const tenure_execution* execution, double* value, double* gradient,
    double* hessian, tenure_error** err);

/* ---- Logs larger than memory ----------------------------------------------------------------- */

/* Where rows wait while a log is read. @since 0.1 */
typedef struct tenure_spill_options {
  size_t struct_size;
  /* A file that does not exist yet, on a disk with room for the recorded columns of the log. It is
   * nameless from the start: nothing remains of it, whatever happens. */
  const char* path;
  /* About what is held beside one batch of the producer and the summary of all clients: 1 GiB. A
   * log of more than 60 times as much takes a sixtieth of its recorded columns instead. */
  int64_t memory_bytes;
} tenure_spill_options;

/* The path has to be set. @since 0.1 */
TENURE_API tenure_status tenure_spill_options_init(tenure_spill_options* options, size_t size);

/* tenure_summary_from_portfolio() of tenure_portfolio_from_arrow(), to the bit, in any order of the
 * rows and under every policy, without a portfolio. `report` is tenure_portfolio_report(), and may
 * be NULL, as `summary` may. The stream is released whatever happens. @since 0.1 */
TENURE_API tenure_status tenure_summarise_stream(
    struct ArrowArrayStream* stream, const tenure_purchase_columns* columns,
    const tenure_import_options* import_options, const tenure_summary_options* options,
    const tenure_spill_options* spill, const tenure_execution* execution, tenure_summary** summary,
    tenure_table** report, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
