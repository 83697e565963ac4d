/* Four messages side by side with AVX2. */
#include "batch.h"
#include "rounds.h"

#if CKECCAK_X86
#define LANES 4
#define BATCH ckeccak_batch_avx2
#define TARGET __attribute__((target("avx2")))
#include "lanes.inc.h"
#endif
