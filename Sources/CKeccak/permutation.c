/* One lane: the permutation for every machine, and with BMI (and-not, rotation without flags), chosen at run time. */
#include "permutation.h"

const uint64_t ckeccak_iota[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

#define PERMUTE permute_baseline
#define LANE uint64_t
#define TARGET
#include "permutation.inc.h"
#undef PERMUTE
#undef TARGET

void ckeccak_permute_portable(uint64_t state[25]) { permute_baseline(state); }

#if CKECCAK_X86

#define PERMUTE permute_bmi
#define TARGET __attribute__((target("bmi,bmi2")))
#include "permutation.inc.h"

/* The test reads one word that the runtime's constructor wrote: no lock, no first call that differs. */
void ckeccak_permute(uint64_t state[25]) {
    if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
        permute_bmi(state);
    else
        permute_baseline(state);
}

#else

void ckeccak_permute(uint64_t state[25]) { permute_baseline(state); }

#endif
