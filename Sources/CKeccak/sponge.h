/* One message in one lane. Not public. */
#ifndef CKECCAK_SPONGE_H
#define CKECCAK_SPONGE_H

#include "permutation.h"

typedef void ckeccak_permutation(uint64_t state[25]);

static inline void ckeccak_absorb_block(uint64_t state[25], const uint8_t *block) {
    for (int i = 0; i < CKECCAK_RATE / 8; i++) state[i] ^= ckeccak_load(block + 8 * i);
}

/* Absorbs what is left of a message, pads, and writes the hash. The padding goes straight into the state: no block is copied. */
static inline void ckeccak_finish(uint64_t state[25], const uint8_t *input, size_t count, uint8_t *output, ckeccak_permutation *permute) {
    for (; count >= CKECCAK_RATE; input += CKECCAK_RATE, count -= CKECCAK_RATE) {
        ckeccak_absorb_block(state, input);
        permute(state);
    }
    size_t words = count / 8;
    for (size_t i = 0; i < words; i++) state[i] ^= ckeccak_load(input + 8 * i);
    state[words] ^= ckeccak_load_last(input + 8 * words, count % 8);
    state[CKECCAK_RATE / 8 - 1] ^= ckeccak_last_bit;
    permute(state);
    for (int i = 0; i < 4; i++) ckeccak_store(output + 8 * i, state[i]);
}

#endif
