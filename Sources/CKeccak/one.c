/* One message at a time: at once, and piece by piece. */
#include "sponge.h"

void ckeccak256(const uint8_t *input, size_t count, uint8_t output[32]) {
    uint64_t state[25] = {0};
    ckeccak_finish(state, input, count, output, ckeccak_permute);
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
        ckeccak_absorb_block(state->lanes, state->buffer);
        ckeccak_permute(state->lanes);
        input += room, count -= room;
    }
    for (; count >= CKECCAK_RATE; input += CKECCAK_RATE, count -= CKECCAK_RATE) {
        ckeccak_absorb_block(state->lanes, input);
        ckeccak_permute(state->lanes);
    }
    if (count > 0) memcpy(state->buffer, input, count);
    state->filled = count;
}

void ckeccak_final(ckeccak_state *state, uint8_t output[32]) {
    ckeccak_finish(state->lanes, state->buffer, state->filled, output, ckeccak_permute);
}
