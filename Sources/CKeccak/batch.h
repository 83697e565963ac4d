/* Many messages: where they are, and who hashes them side by side. Not public. */
#ifndef CKECCAK_BATCH_H
#define CKECCAK_BATCH_H

#include "sponge.h"

/* `n` messages: pointers and lengths, or (inputs == NULL) one length at a stride. */
typedef struct {
    const uint8_t *const *inputs;
    const size_t *counts;
    const uint8_t *base;
    size_t count, stride, n;
    uint8_t *outputs;
} ckeccak_batch;

static inline const uint8_t *ckeccak_batch_input(const ckeccak_batch *batch, size_t i) {
    return batch->inputs ? batch->inputs[i] : batch->base + i * batch->stride;
}

static inline size_t ckeccak_batch_count(const ckeccak_batch *batch, size_t i) {
    return batch->inputs ? batch->counts[i] : batch->count;
}

/* The message of a lane: what is left of it, what went before, and where its hash goes (NULL: the
 * lane is idle). */
typedef struct {
    const uint8_t *at;
    size_t left, before;
    uint8_t *output;
} ckeccak_slot;

/* The next message into the slot, or nothing; whether there was one. */
static inline bool ckeccak_take(const ckeccak_batch *batch, size_t *next, ckeccak_slot *slot) {
    if (*next == batch->n) {
        *slot = (ckeccak_slot){ckeccak_nothing, CKECCAK_RATE, 0, NULL};
        return false;
    }
    *slot = (ckeccak_slot){ckeccak_batch_input(batch, *next), ckeccak_batch_count(batch, *next), 0,
        batch->outputs + 32 * *next};
    *next += 1;
    return true;
}

/* Past a whole block of the slot's message; an idle slot stays. */
static inline void ckeccak_pass(ckeccak_slot *slot) {
    if (!slot->output) return;
    slot->at += CKECCAK_RATE, slot->left -= CKECCAK_RATE, slot->before += CKECCAK_RATE;
}

/* How many messages one lane hashes in less time than the narrowest vector of this machine. */
__attribute__((visibility("hidden"))) int ckeccak_few(void);

/* The paths that need a lane's width of the machine; callers ask the machine first. */
__attribute__((visibility("hidden"))) void ckeccak_batch_avx2(const ckeccak_batch *batch);
__attribute__((visibility("hidden"))) void ckeccak_batch_avx512vl(const ckeccak_batch *batch);
__attribute__((visibility("hidden"))) void ckeccak_batch_avx512f(const ckeccak_batch *batch);

#endif
