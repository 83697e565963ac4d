/* Several messages side by side, as text for several widths.
 *
 * Define before inclusion: LANES (4 or 8), BESIDE (1: a lane of scalars beside those of the vector;
 * 0), BATCH (the function's name) and TARGET (attribute with the instruction set). Each lane
 * carries its own message and, when that ends, takes the next one, so messages of different lengths
 * keep all lanes busy. Where few messages are left in the vector, the scalar code ends what is
 * there, which permutes a few times sooner than all lanes once.
 */

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
#define WIDE JOINED(BATCH, _wide)
#define PERMUTE JOINED(BATCH, _permute)
#define PERMUTE_BESIDE JOINED(BATCH, _permute_beside)
#define ABSORB JOINED(BATCH, _absorb)

typedef uint64_t WIDE __attribute__((vector_size(8 * LANES)));

TARGET static void PERMUTE(WIDE state[25]) {
    WIDE e[25];
    KECCAK_ROUNDS(WIDE, state, e)
}

#if BESIDE
typedef struct {
    uint64_t state[25];
    ckeccak_slot slot;
} ckeccak_lane;

/* The vector's permutation, and beside it the next block of the scalars' message. */
TARGET static void PERMUTE_BESIDE(
    WIDE state[25], ckeccak_lane *lane, const ckeccak_batch *batch, size_t *next) {
    WIDE e[25];
    uint64_t *a = lane->state, f[25];
    ckeccak_slot *slot = &lane->slot;
    bool ends = slot->left < CKECCAK_RATE;
    if (ends) {
        ckeccak_absorb_last(a, slot->at, slot->left, slot->before);
    } else {
        for (int i = 0; i < CKECCAK_RATE / 8; i++) a[i] ^= ckeccak_load(slot->at + 8 * i);
        ckeccak_pass(slot);
    }
    KECCAK_ROUNDS_BESIDE(WIDE, state, e, a, f)
    if (!ends) return;
    ckeccak_write_hash(slot->output, a);
    ckeccak_take(batch, next, slot);
    memset(a, 0, sizeof lane->state);
}
#endif

TARGET static inline WIDE JOINED(BATCH, _gather)(const uint8_t *const at[LANES], size_t offset) {
    WIDE words;
    for (int lane = 0; lane < LANES; lane++) words[lane] = ckeccak_load(at[lane] + offset);
    return words;
}

/* The next block of every lane into the state; true in `ends` where it was the last one. */
TARGET static inline void ABSORB(WIDE state[25], ckeccak_slot slots[LANES], bool ends[LANES]) {
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
        ckeccak_slot *slot = slots + lane;
        ends[lane] = slot->left < CKECCAK_RATE;
        if (ends[lane]) {
            ckeccak_pad(padded[lane], slot->at, slot->left, slot->before);
            at[lane] = padded[lane];
        } else {
            at[lane] = slot->at;
            ckeccak_pass(slot);
        }
    }
    for (size_t i = 0; i < CKECCAK_RATE / 8; i++) state[i] ^= JOINED(BATCH, _gather)(at, 8 * i);
}

TARGET void BATCH(const ckeccak_batch *batch) {
    WIDE state[25] = {{0}};
    ckeccak_slot slots[LANES];
    bool ends[LANES];
    size_t next = 0;
    int busy = 0;
    for (int lane = 0; lane < LANES; lane++) busy += ckeccak_take(batch, &next, slots + lane);
#if BESIDE
    ckeccak_lane beside = {{0}};
    ckeccak_take(batch, &next, &beside.slot);
#endif
    const int few = ckeccak_few();
    while (busy > few) {
        ABSORB(state, slots, ends);
#if BESIDE
        if (beside.slot.output)
            PERMUTE_BESIDE(state, &beside, batch, &next);
        else
#endif
            PERMUTE(state);
        WIDE keep;
        bool any = false;
        for (int lane = 0; lane < LANES; lane++) {
            keep[lane] = ends[lane] ? 0 : ~UINT64_C(0);
            if (!ends[lane]) continue;
            any = true;
            for (int i = 0; i < 4; i++) ckeccak_store(slots[lane].output + 8 * i, state[i][lane]);
            busy += ckeccak_take(batch, &next, slots + lane) - 1;
        }
        if (!any) continue;
        for (int i = 0; i < 25; i++) state[i] &= keep;
    }
    for (int lane = 0; lane < LANES; lane++) {
        if (!slots[lane].output) continue;
        uint64_t alone[25];
        for (int i = 0; i < 25; i++) alone[i] = state[i][lane];
        ckeccak_finish(alone, slots[lane].at, slots[lane].left, slots[lane].before,
            slots[lane].output, ckeccak_absorb);
    }
#if BESIDE
    if (beside.slot.output)
        ckeccak_finish(beside.state, beside.slot.at, beside.slot.left, beside.slot.before,
            beside.slot.output, ckeccak_absorb);
#endif
}

#undef JOINED_
#undef JOINED
#undef WIDE
#undef ABSORB
#undef PERMUTE
#undef PERMUTE_BESIDE
#undef LANES
#undef BESIDE
#undef BATCH
#undef TARGET
