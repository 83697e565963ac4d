/* simdjson, where it is installed: the yardstick of the JSON rows. */
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether this build has simdjson. */
bool csimdjson_is_here(void);
/* Parses `text` into simdjson's tape and visits every string of it, `times` times: what a typed
 * decoder has to touch at least. False for text that is no JSON. */
bool csimdjson_walk(const char *text, size_t count, long times);

#ifdef __cplusplus
}
#endif
#endif
