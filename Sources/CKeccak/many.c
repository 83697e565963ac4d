/* Many messages: the widest path that the machine has and that the number of messages can fill. */
#include "batch.h"

static bool has_avx2(void) {
#if CKECCAK_X86
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("bmi2");
#else
    return false;
#endif
}

static bool has_avx512f(void) {
#if CKECCAK_X86
    return __builtin_cpu_supports("avx512f");
#else
    return false;
#endif
}

static bool has_avx512vl(void) {
#if CKECCAK_X86
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

/* AMD's Zen 1 splits each instruction of AVX2 in two: a vector takes the time of 3.7 scalars there,
 * and of 1.5 elsewhere. */
int ckeccak_few(void) {
#if CKECCAK_X86
    return __builtin_cpu_is("znver1") ? 3 : 1;
#else
    return 1;
#endif
}

static void batch_in_one_lane(const ckeccak_batch *batch, ckeccak_absorber *absorb) {
    for (size_t i = 0; i < batch->n; i++) {
        uint64_t state[25] = {0};
        ckeccak_finish(state, ckeccak_batch_input(batch, i), ckeccak_batch_count(batch, i), 0,
            batch->outputs + 32 * i, absorb);
    }
}

/* Runs the path, or says that this machine cannot. */
static bool run(const ckeccak_batch *batch, unsigned lanes) {
    switch (lanes) {
    case 0: batch_in_one_lane(batch, ckeccak_absorb_portable); return true;
    case 1: batch_in_one_lane(batch, ckeccak_absorb); return true;
#if CKECCAK_X86
    case 4:
        if (!has_avx2()) return false;
        ckeccak_batch_avx2(batch);
        return true;
    case 5:
        if (!has_avx512vl()) return false;
        ckeccak_batch_avx512vl(batch);
        return true;
    case 8:
        if (!has_avx512f()) return false;
        ckeccak_batch_avx512f(batch);
        return true;
#endif
    default: return false;
    }
}

static unsigned path_for(size_t n) {
    if (n <= (size_t)ckeccak_few()) return 1;
    if (n <= 4 && has_avx512vl()) return 5;
    if (n > 4 && has_avx512f()) return 8;
    return has_avx2() ? 4 : 1;
}

void ckeccak256_many(
    const uint8_t *const *inputs, const size_t *counts, size_t n, uint8_t *outputs) {
    ckeccak_batch batch = {.inputs = inputs, .counts = counts, .n = n, .outputs = outputs};
    run(&batch, path_for(n));
}

void ckeccak256_fixed(
    const uint8_t *inputs, size_t count, size_t stride, size_t n, uint8_t *outputs) {
    ckeccak_batch batch = {
        .base = inputs, .count = count, .stride = stride, .n = n, .outputs = outputs};
    run(&batch, path_for(n));
}

bool ckeccak256_many_with_lanes(unsigned lanes, const uint8_t *const *inputs, const size_t *counts,
    size_t n, uint8_t *outputs) {
    ckeccak_batch batch = {.inputs = inputs, .counts = counts, .n = n, .outputs = outputs};
    return run(&batch, lanes);
}
