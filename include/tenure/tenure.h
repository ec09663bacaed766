/* The C ABI of tenure. C99; needs no other header of the project. */
#ifndef TENURE_TENURE_H
#define TENURE_TENURE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && defined(TENURE_BUILDING_LIBRARY)
#define TENURE_API __declspec(dllexport)
#elif defined(_WIN32)
#define TENURE_API __declspec(dllimport)
#else
#define TENURE_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library that is linked, "major.minor.patch". @since 0.1 */
TENURE_API const char* tenure_version(void);

/* The version of the C ABI: raised when a function or struct is added. @since 0.1 */
TENURE_API int32_t tenure_abi_version(void);

#ifdef __cplusplus
}
#endif

#endif
