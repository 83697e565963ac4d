/* Keccak-f[1600] (Keccak reference 3.0, section 1.2) as text for lanes of several widths: uint64_t,
 * or a vector of them, whose elements then belong to messages of their own. Not public.
 *
 * Two rounds stand in one turn of the loop, from `a` to `e` and back, so that no round ends in a
 * copy. Full unrolling is slower.
 */
#ifndef CKECCAK_ROUNDS_H
#define CKECCAK_ROUNDS_H

#include <stdint.h>

/* The round constants (iota). */
extern const uint64_t ckeccak_iota[24] __attribute__((visibility("hidden")));

#define ROTATED(x, n) ((x) << (n) | (x) >> (64 - (n)))
/* Chi: one row of five lanes, nonlinear. */
#define CHI(e, row)                                                                       \
    e[row] = b0 ^ (~b1 & b2), e[row + 1] = b1 ^ (~b2 & b3), e[row + 2] = b2 ^ (~b3 & b4), \
    e[row + 3] = b3 ^ (~b4 & b0), e[row + 4] = b4 ^ (~b0 & b1)
/* Theta (column parities c, differences d), then for each row: rho and pi (rotated lanes b), chi,
 * iota. */
#define KECCAK_ROUND(LANE, a, e, iota)                                                           \
    do {                                                                                         \
        LANE c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20], c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21]; \
        LANE c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22], c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23]; \
        LANE c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];                                           \
        LANE d0 = c4 ^ ROTATED(c1, 1), d1 = c0 ^ ROTATED(c2, 1), d2 = c1 ^ ROTATED(c3, 1);       \
        LANE d3 = c2 ^ ROTATED(c4, 1), d4 = c3 ^ ROTATED(c0, 1);                                 \
        LANE b0, b1, b2, b3, b4;                                                                 \
        b0 = a[0] ^ d0, b1 = a[6] ^ d1, b2 = a[12] ^ d2, b3 = a[18] ^ d3, b4 = a[24] ^ d4;       \
        b1 = ROTATED(b1, 44), b2 = ROTATED(b2, 43), b3 = ROTATED(b3, 21), b4 = ROTATED(b4, 14);  \
        CHI(e, 0);                                                                               \
        e[0] ^= (iota);                                                                          \
        b0 = a[3] ^ d3, b1 = a[9] ^ d4, b2 = a[10] ^ d0, b3 = a[16] ^ d1, b4 = a[22] ^ d2;       \
        b0 = ROTATED(b0, 28), b1 = ROTATED(b1, 20), b2 = ROTATED(b2, 3), b3 = ROTATED(b3, 45),   \
        b4 = ROTATED(b4, 61);                                                                    \
        CHI(e, 5);                                                                               \
        b0 = a[1] ^ d1, b1 = a[7] ^ d2, b2 = a[13] ^ d3, b3 = a[19] ^ d4, b4 = a[20] ^ d0;       \
        b0 = ROTATED(b0, 1), b1 = ROTATED(b1, 6), b2 = ROTATED(b2, 25), b3 = ROTATED(b3, 8),     \
        b4 = ROTATED(b4, 18);                                                                    \
        CHI(e, 10);                                                                              \
        b0 = a[4] ^ d4, b1 = a[5] ^ d0, b2 = a[11] ^ d1, b3 = a[17] ^ d2, b4 = a[23] ^ d3;       \
        b0 = ROTATED(b0, 27), b1 = ROTATED(b1, 36), b2 = ROTATED(b2, 10), b3 = ROTATED(b3, 15),  \
        b4 = ROTATED(b4, 56);                                                                    \
        CHI(e, 15);                                                                              \
        b0 = a[2] ^ d2, b1 = a[8] ^ d3, b2 = a[14] ^ d4, b3 = a[15] ^ d0, b4 = a[21] ^ d1;       \
        b0 = ROTATED(b0, 62), b1 = ROTATED(b1, 55), b2 = ROTATED(b2, 39), b3 = ROTATED(b3, 41),  \
        b4 = ROTATED(b4, 2);                                                                     \
        CHI(e, 20);                                                                              \
    } while (0)

/* All 24 rounds on `a`, with `e` of the same size as room. */
#define KECCAK_ROUNDS(LANE, a, e)                          \
    for (int round = 0; round < 24; round += 2) {          \
        KECCAK_ROUND(LANE, a, e, ckeccak_iota[round]);     \
        KECCAK_ROUND(LANE, e, a, ckeccak_iota[round + 1]); \
    }

#endif
