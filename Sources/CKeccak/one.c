/* One message at a time: at once, and piece by piece. */
#include "sponge.h"

void ckeccak256(const uint8_t *input, size_t count, uint8_t output[32]) {
    uint64_t state[25] = {0};
    ckeccak_finish(state, input, count, 0, output, ckeccak_absorb);
}

void ckeccak_init(ckeccak_state *state) { memset(state, 0, sizeof *state); }

void ckeccak_update(ckeccak_state *state, const uint8_t *input, size_t count) {
    if (count == 0) return;
    size_t room = CKECCAK_RATE - state->filled;
    if (count < room) {
        memcpy(state->buffer + state->filled, input, count);
        state->filled += count;
        return;
    }
    if (state->filled > 0) {
        memcpy(state->buffer + state->filled, input, room);
        ckeccak_absorb(state->lanes, state->buffer, 1);
        input += room, count -= room;
    }
    size_t blocks = count / CKECCAK_RATE, whole = blocks * CKECCAK_RATE;
    if (blocks > 0) ckeccak_absorb(state->lanes, input, blocks);
    state->filled = count - whole;
    if (state->filled > 0) memcpy(state->buffer, input + whole, state->filled);
}

void ckeccak_final(ckeccak_state *state, uint8_t output[32]) {
    ckeccak_finish(state->lanes, state->buffer, state->filled, 0, output, ckeccak_absorb);
}
