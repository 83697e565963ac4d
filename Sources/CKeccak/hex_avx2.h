/* The part of the hex code that needs AVX2. Not public. */
#ifndef CHEX_AVX2_H
#define CHEX_AVX2_H

#include "CHex.h"

/* Both do as many whole blocks of 32 bytes as `count` bytes hold, for machines that have AVX2. */
__attribute__((visibility("hidden"))) void chex_encode_avx2(
    const uint8_t *bytes, size_t count, char *text);
__attribute__((visibility("hidden"))) bool chex_decode_avx2(
    const char *text, size_t count, uint8_t *bytes);

#endif
