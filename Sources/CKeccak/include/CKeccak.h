/* Keccak-256 as Ethereum uses it: rate 136 bytes, capacity 512 bits, original padding 0x01 … 0x80
 * (Keccak reference 3.0, section 1.1; not SHA3-256, whose padding begins with 0x06).
 *
 * Every function is thread-safe, allocates nothing, takes unaligned pointers and cannot fail. A
 * pointer may be NULL where its count is 0.
 */
#ifndef CKECCAK_H
#define CKECCAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that one permutation absorbs. */
#define CKECCAK_RATE 136

/* The hash of `count` bytes. `output` may overlap `input`. */
void ckeccak256(const uint8_t *input, size_t count, uint8_t output[32]);

/* The hashes of `n` messages of any lengths, one after the other in `outputs` (32 × n bytes, no
 * overlap with the inputs). Messages run side by side in as many lanes as the machine has; a lane
 * whose message ends takes the next one. */
void ckeccak256_many(
    const uint8_t *const *inputs, const size_t *counts, size_t n, uint8_t *outputs);

/* The hashes of `n` messages of `count` bytes; message i begins at `inputs + i * stride`. */
void ckeccak256_fixed(
    const uint8_t *inputs, size_t count, size_t stride, size_t n, uint8_t *outputs);

/* A hash in progress; copying the struct forks it. */
typedef struct {
    uint64_t lanes[25];
    uint8_t buffer[CKECCAK_RATE];
    size_t filled; /* bytes of `buffer` that wait, always below CKECCAK_RATE */
} ckeccak_state;

void ckeccak_init(ckeccak_state *state);
void ckeccak_update(ckeccak_state *state, const uint8_t *input, size_t count);
/* Writes the hash of all that was given. The state is used up: init it before the next message. */
void ckeccak_final(ckeccak_state *state, uint8_t output[32]);

/* ckeccak256_many on one code path, for tests and measurements. `lanes`: 0 is one lane in portable
 * code; 1 one lane in the best code of this machine; 4 is AVX2, and a lane beside it; 5 four lanes
 * with AVX-512VL; 8 is AVX-512F. False (and nothing written) when the machine lacks the path. */
bool ckeccak256_many_with_lanes(
    unsigned lanes, const uint8_t *const *inputs, const size_t *counts, size_t n, uint8_t *outputs);

#endif
