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

/* The paths that need a lane's width of the machine; callers ask the machine first. */
__attribute__((visibility("hidden"))) void ckeccak_batch_avx2(const ckeccak_batch *batch);
__attribute__((visibility("hidden"))) void ckeccak_batch_avx512vl(const ckeccak_batch *batch);
__attribute__((visibility("hidden"))) void ckeccak_batch_avx512f(const ckeccak_batch *batch);

#endif
