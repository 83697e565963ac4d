/* One lane: whole blocks into the state, for every machine, and with BMI (and-not, rotation without
 * flags), chosen at run time. */
#include "rounds.h"
#include "sponge.h"

const uint64_t ckeccak_iota[24] = {0x0000000000000001, 0x0000000000008082, 0x800000000000808a,
    0x8000000080008000, 0x000000000000808b, 0x0000000080000001, 0x8000000080008081,
    0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009,
    0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a,
    0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001,
    0x8000000080008008};

/* The state stays in local variables from block to block: written to memory and read back at other
 * widths, it would wait for itself. */
#define ABSORB(NAME, TARGET)                                                                 \
    TARGET static void NAME(uint64_t state[25], const uint8_t *blocks, size_t count) {       \
        uint64_t a[25], e[25];                                                               \
        memcpy(a, state, sizeof a);                                                          \
        for (; count > 0; count--, blocks += CKECCAK_RATE) {                                 \
            for (int i = 0; i < CKECCAK_RATE / 8; i++) a[i] ^= ckeccak_load(blocks + 8 * i); \
            KECCAK_ROUNDS(uint64_t, a, e)                                                    \
        }                                                                                    \
        memcpy(state, a, sizeof a);                                                          \
    }

ABSORB(absorb_baseline, )

void ckeccak_absorb_portable(uint64_t state[25], const uint8_t *blocks, size_t count) {
    absorb_baseline(state, blocks, count);
}

#if CKECCAK_X86

ABSORB(absorb_bmi, __attribute__((target("bmi,bmi2"))))

/* The test reads one word that the runtime's constructor wrote: no lock, no first call that
 * differs. */
void ckeccak_absorb(uint64_t state[25], const uint8_t *blocks, size_t count) {
    if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
        absorb_bmi(state, blocks, count);
    else
        absorb_baseline(state, blocks, count);
}

#else

void ckeccak_absorb(uint64_t state[25], const uint8_t *blocks, size_t count) {
    absorb_baseline(state, blocks, count);
}

#endif
