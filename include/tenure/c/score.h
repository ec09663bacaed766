/* Scores of batches by a saved model.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SCORE_H
#define TENURE_C_SCORE_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Scores ---------------------------------------------------------------------------------- */

/* tenure_model_predict() of the model that tenure_model_to_json() wrote, for a worker who holds
 * nothing between batches: a client's scores depend on the model and his history alone. @since 0.1
 */
TENURE_API tenure_status tenure_score(const char* json, const tenure_summary* batch, double horizon,
                                      const tenure_predict_options* options,
                                      const tenure_execution* execution, tenure_table** out,
                                      tenure_error** err);
/* Of a stream with the columns frequency, recency and age (models of spend: frequency and
 * mean_spend), in the model's unit, and client, integers or texts; without it clients are numbered
 * from 0. The stream is released whatever happens. @since 0.1 */
TENURE_API tenure_status tenure_score_arrow(const char* json, struct ArrowArrayStream* stream,
                                            double horizon, const tenure_predict_options* options,
                                            const tenure_execution* execution, tenure_table** out,
                                            tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
