/* One message in one lane. Not public. */
#ifndef CKECCAK_SPONGE_H
#define CKECCAK_SPONGE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "CKeccak.h"

#if defined(__x86_64__)
#define CKECCAK_X86 1
#endif

/* Takes `count` whole blocks into the state, one permutation each. */
typedef void ckeccak_absorber(uint64_t state[25], const uint8_t *blocks, size_t count);

/* Without and with the instructions that this machine has beyond the baseline. */
__attribute__((visibility("hidden"))) void ckeccak_absorb_portable(
    uint64_t state[25], const uint8_t *blocks, size_t count);
__attribute__((visibility("hidden"))) void ckeccak_absorb(
    uint64_t state[25], const uint8_t *blocks, size_t count);

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

/* The padding's last bit, in the last of the rate's words. */
static const uint64_t ckeccak_last_bit = UINT64_C(1) << 63;

/* The last `count` (below 8) bytes of a message as a word, and the padding's first bit behind them.
 * `before` says how many bytes of the message precede them: where those reach, one load takes them
 * along and a shift drops them. */
static inline uint64_t ckeccak_load_last(const uint8_t *from, size_t count, size_t before) {
    uint64_t first_bit = UINT64_C(1) << (8 * count);
    if (count == 0) return first_bit;
    if (before + count >= 8) return ckeccak_load(from + count - 8) >> (64 - 8 * count) | first_bit;
    for (size_t i = 0; i < count; i++) first_bit ^= (uint64_t)from[i] << (8 * i);
    return first_bit;
}

/* The padded last block of a message of which `count` (below the rate) bytes are left, `before`
 * preceding them. */
static inline void ckeccak_pad(
    uint8_t block[CKECCAK_RATE], const uint8_t *input, size_t count, size_t before) {
    size_t words = count / 8;
    memset(block, 0, CKECCAK_RATE);
    for (size_t i = 0; i < words; i++) memcpy(block + 8 * i, input + 8 * i, 8);
    uint64_t last = ckeccak_load_last(input + 8 * words, count % 8, before + 8 * words);
    if (words == CKECCAK_RATE / 8 - 1)
        last ^= ckeccak_last_bit;
    else
        ckeccak_store(block + CKECCAK_RATE - 8, ckeccak_last_bit);
    ckeccak_store(block + 8 * words, last);
}

/* A block that changes nothing: to permute is to absorb it. */
static const uint8_t ckeccak_nothing[CKECCAK_RATE];

/* The last `count` (below the rate) bytes of a message and the padding into the state. */
static inline void ckeccak_absorb_last(
    uint64_t state[25], const uint8_t *input, size_t count, size_t before) {
    size_t words = count / 8;
    for (size_t i = 0; i < words; i++) state[i] ^= ckeccak_load(input + 8 * i);
    state[words] ^= ckeccak_load_last(input + 8 * words, count % 8, before + 8 * words);
    state[CKECCAK_RATE / 8 - 1] ^= ckeccak_last_bit;
}

static inline void ckeccak_write_hash(uint8_t *output, const uint64_t state[25]) {
    for (int i = 0; i < 4; i++) ckeccak_store(output + 8 * i, state[i]);
}

/* Absorbs what is left of a message, pads, and writes the hash. `before` bytes of the message
 * precede `input` in memory. */
static inline void ckeccak_finish(uint64_t state[25], const uint8_t *input, size_t count,
    size_t before, uint8_t *output, ckeccak_absorber *absorb) {
    if (count >= CKECCAK_RATE) {
        size_t blocks = count / CKECCAK_RATE, whole = blocks * CKECCAK_RATE;
        absorb(state, input, blocks);
        input += whole, count -= whole, before += whole;
    }
    ckeccak_absorb_last(state, input, count, before);
    absorb(state, ckeccak_nothing, 1);
    ckeccak_write_hash(output, state);
}

#endif
