/* Five messages side by side: four with AVX2 and one beside them, which AVX2 leaves room for. */
#include "batch.h"
#include "rounds.h"

#if CKECCAK_X86
#define LANES 4
#define BESIDE 1
#define BATCH ckeccak_batch_avx2
#define TARGET __attribute__((target("avx2,bmi,bmi2")))
#include "lanes.inc.h"
#endif
