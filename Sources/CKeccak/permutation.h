/* What the files of this target share: the permutation of one lane and words in memory order. Not public. */
#ifndef CKECCAK_PERMUTATION_H
#define CKECCAK_PERMUTATION_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "CKeccak.h"

#if defined(__x86_64__)
#define CKECCAK_X86 1
#endif

/* The 24 round constants (Keccak reference 3.0, section 1.2, iota). */
extern const uint64_t ckeccak_iota[24] __attribute__((visibility("hidden")));

/* Keccak-f[1600] in place, without and with the instructions that this machine has beyond the baseline. */
__attribute__((visibility("hidden"))) void ckeccak_permute_portable(uint64_t state[25]);
__attribute__((visibility("hidden"))) void ckeccak_permute(uint64_t state[25]);

/* Lanes are little-endian in memory. */
static inline uint64_t ckeccak_little(uint64_t word) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return __builtin_bswap64(word);
#else
    return word;
#endif
}

static inline uint64_t ckeccak_load(const uint8_t *from) {
    uint64_t word;
    memcpy(&word, from, sizeof word);
    return ckeccak_little(word);
}

static inline void ckeccak_store(uint8_t *to, uint64_t word) {
    word = ckeccak_little(word);
    memcpy(to, &word, sizeof word);
}

/* The first `count` (below 8) bytes as a word, without reading beyond them; the padding's first bit follows. */
static inline uint64_t ckeccak_load_last(const uint8_t *from, size_t count) {
    uint8_t word[8] = {0};
    for (size_t i = 0; i < count; i++) word[i] = from[i];
    word[count] = 0x01;
    return ckeccak_load(word);
}

/* The padding's last bit, in the last of the rate's words. */
static const uint64_t ckeccak_last_bit = UINT64_C(1) << 63;

#endif
