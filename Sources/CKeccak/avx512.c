/* Four or eight messages side by side with AVX-512, whose rotations and three-input logic save half
 * of the instructions. */
#include "batch.h"
#include "rounds.h"

#if CKECCAK_X86
#define LANES 4
#define BESIDE 0
#define BATCH ckeccak_batch_avx512vl
#define TARGET __attribute__((target("avx512f,avx512vl")))
#include "lanes.inc.h"

#define LANES 8
#define BESIDE 0
#define BATCH ckeccak_batch_avx512f
#define TARGET __attribute__((target("avx512f")))
#include "lanes.inc.h"
#endif
