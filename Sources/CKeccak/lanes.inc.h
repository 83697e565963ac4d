/* Several messages side by side, as text for several widths.
 *
 * Define before inclusion: LANES (4 or 8), BATCH (the function's name) and TARGET (attribute with
 * the instruction set). Each lane carries its own message and, when that ends, takes the next one,
 * so messages of different lengths keep all lanes busy. The last message that is left alone moves
 * into one lane of the scalar code, which permutes once in less time than all lanes together.
 */

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
#define WIDE JOINED(BATCH, _wide)
#define SLOT JOINED(BATCH, _slot)
#define TAKE JOINED(BATCH, _take)
#define PERMUTE JOINED(BATCH, _permute)
#define ABSORB JOINED(BATCH, _absorb)

typedef uint64_t WIDE __attribute__((vector_size(8 * LANES)));

/* The message of a lane: what is left of it, what went before, and where its hash goes (NULL: the
 * lane is idle). */
typedef struct {
    const uint8_t *at;
    size_t left, before;
    uint8_t *output;
} SLOT;

TARGET static void PERMUTE(WIDE state[25]) {
    WIDE a[25], e[25];
    memcpy(a, state, sizeof a);
    KECCAK_ROUNDS(WIDE, a, e)
    memcpy(state, a, sizeof a);
}

static inline bool TAKE(const ckeccak_batch *batch, size_t *next, SLOT *slot) {
    if (*next == batch->n) {
        *slot = (SLOT){ckeccak_nothing, CKECCAK_RATE, 0, NULL};
        return false;
    }
    *slot = (SLOT){ckeccak_batch_input(batch, *next), ckeccak_batch_count(batch, *next), 0,
        batch->outputs + 32 * *next};
    *next += 1;
    return true;
}

TARGET static inline WIDE JOINED(BATCH, _gather)(const uint8_t *const at[LANES], size_t offset) {
    WIDE words;
    for (int lane = 0; lane < LANES; lane++) words[lane] = ckeccak_load(at[lane] + offset);
    return words;
}

/* The next block of every lane into the state; true in `ends` where it was the last one. */
TARGET static inline void ABSORB(WIDE state[25], SLOT slots[LANES], bool ends[LANES]) {
    const uint8_t *at[LANES];
    uint8_t padded[LANES][CKECCAK_RATE];
    size_t tail = slots[0].left;
    bool alike = tail < CKECCAK_RATE;
    for (int lane = 1; lane < LANES; lane++) alike &= slots[lane].left == tail;
    if (alike) { /* all end together: pad in the state */
        for (int lane = 0; lane < LANES; lane++) at[lane] = slots[lane].at, ends[lane] = true;
        size_t words = tail / 8;
        for (size_t i = 0; i < words; i++) state[i] ^= JOINED(BATCH, _gather)(at, 8 * i);
        WIDE last;
        for (int lane = 0; lane < LANES; lane++)
            last[lane] =
                ckeccak_load_last(at[lane] + 8 * words, tail % 8, slots[lane].before + 8 * words);
        state[words] ^= last;
        state[CKECCAK_RATE / 8 - 1] ^= ckeccak_last_bit;
        return;
    }
    for (int lane = 0; lane < LANES; lane++) {
        SLOT *slot = slots + lane;
        ends[lane] = slot->left < CKECCAK_RATE;
        if (ends[lane]) {
            ckeccak_pad(padded[lane], slot->at, slot->left, slot->before);
            at[lane] = padded[lane];
        } else {
            at[lane] = slot->at;
            if (slot->output)
                slot->at += CKECCAK_RATE, slot->left -= CKECCAK_RATE, slot->before += CKECCAK_RATE;
        }
    }
    for (size_t i = 0; i < CKECCAK_RATE / 8; i++) state[i] ^= JOINED(BATCH, _gather)(at, 8 * i);
}

TARGET void BATCH(const ckeccak_batch *batch) {
    WIDE state[25] = {{0}};
    SLOT slots[LANES];
    bool ends[LANES];
    size_t next = 0;
    int busy = 0;
    for (int lane = 0; lane < LANES; lane++) busy += TAKE(batch, &next, slots + lane);
    while (busy > 1) {
        ABSORB(state, slots, ends);
        PERMUTE(state);
        WIDE keep;
        for (int lane = 0; lane < LANES; lane++) {
            keep[lane] = ends[lane] ? 0 : ~UINT64_C(0);
            if (!ends[lane]) continue;
            for (int i = 0; i < 4; i++) ckeccak_store(slots[lane].output + 8 * i, state[i][lane]);
            busy += TAKE(batch, &next, slots + lane) - 1;
        }
        for (int i = 0; i < 25; i++) state[i] &= keep;
    }
    for (int lane = 0; lane < LANES; lane++) {
        if (!slots[lane].output) continue;
        uint64_t alone[25];
        for (int i = 0; i < 25; i++) alone[i] = state[i][lane];
        ckeccak_finish(alone, slots[lane].at, slots[lane].left, slots[lane].before,
            slots[lane].output, ckeccak_absorb);
    }
}

#undef JOINED_
#undef JOINED
#undef WIDE
#undef SLOT
#undef TAKE
#undef ABSORB
#undef PERMUTE
#undef LANES
#undef BATCH
#undef TARGET
