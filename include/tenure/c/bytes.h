/* Bytes that the library wrote to be stored or sent.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_BYTES_H
#define TENURE_C_BYTES_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of a stated version, checksummed, the same on every machine. What reads them gives
 * TENURE_CORRUPT_DATA if they are not as they were written, and TENURE_UNSUPPORTED_VERSION if a
 * newer library wrote them. @since 0.1 */
typedef struct tenure_bytes tenure_bytes;

/* Lives as long as the bytes; NULL for NULL. @since 0.1 */
TENURE_API const uint8_t* tenure_bytes_data(const tenure_bytes* bytes);
/* 0 for NULL. @since 0.1 */
TENURE_API int64_t tenure_bytes_size(const tenure_bytes* bytes);
/* @since 0.1 */
TENURE_API void tenure_bytes_free(tenure_bytes* bytes);

#ifdef __cplusplus
}
#endif

#endif
