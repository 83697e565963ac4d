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

#define ROTATED(x, n) ((x) << (n) | (x) >> (-(n)&63))

/* Theta, in two steps: the parity of each column, then what each column differs by. */
#define KECCAK_PARITIES(a, c)                                                               \
    c[0] = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20], c[1] = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21], \
    c[2] = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22], c[3] = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23], \
    c[4] = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
#define KECCAK_DIFFERENCES(c, d)                                    \
    d[0] = c[4] ^ ROTATED(c[1], 1), d[1] = c[0] ^ ROTATED(c[2], 1), \
    d[2] = c[1] ^ ROTATED(c[3], 1), d[3] = c[2] ^ ROTATED(c[4], 1), d[4] = c[3] ^ ROTATED(c[0], 1);

/* Rho and pi: the five lanes `i` of `a` that come into one row, each rotated by `n`; then chi. */
#define KECCAK_ROW(LANE, a, d, e, row, i0, n0, i1, n1, i2, n2, i3, n3, i4, n4)                  \
    {                                                                                           \
        LANE b0 = a[i0] ^ d[(i0) % 5], b1 = a[i1] ^ d[(i1) % 5], b2 = a[i2] ^ d[(i2) % 5];      \
        LANE b3 = a[i3] ^ d[(i3) % 5], b4 = a[i4] ^ d[(i4) % 5];                                \
        b0 = ROTATED(b0, n0), b1 = ROTATED(b1, n1), b2 = ROTATED(b2, n2), b3 = ROTATED(b3, n3); \
        b4 = ROTATED(b4, n4);                                                                   \
        e[row] = b0 ^ (~b1 & b2), e[row + 1] = b1 ^ (~b2 & b3), e[row + 2] = b2 ^ (~b3 & b4);   \
        e[row + 3] = b3 ^ (~b4 & b0), e[row + 4] = b4 ^ (~b0 & b1);                             \
    }
#define KECCAK_ROW_0(LANE, a, d, e, iota) \
    KECCAK_ROW(LANE, a, d, e, 0, 0, 0, 6, 44, 12, 43, 18, 21, 24, 14) e[0] ^= (iota);
#define KECCAK_ROW_1(LANE, a, d, e) \
    KECCAK_ROW(LANE, a, d, e, 5, 3, 28, 9, 20, 10, 3, 16, 45, 22, 61)
#define KECCAK_ROW_2(LANE, a, d, e) \
    KECCAK_ROW(LANE, a, d, e, 10, 1, 1, 7, 6, 13, 25, 19, 8, 20, 18)
#define KECCAK_ROW_3(LANE, a, d, e) \
    KECCAK_ROW(LANE, a, d, e, 15, 4, 27, 5, 36, 11, 10, 17, 15, 23, 56)
#define KECCAK_ROW_4(LANE, a, d, e) \
    KECCAK_ROW(LANE, a, d, e, 20, 2, 62, 8, 55, 14, 39, 15, 41, 21, 2)

#define KECCAK_ROUND(LANE, a, e, iota)    \
    {                                     \
        LANE c[5], d[5];                  \
        KECCAK_PARITIES(a, c)             \
        KECCAK_DIFFERENCES(c, d)          \
        KECCAK_ROW_0(LANE, a, d, e, iota) \
        KECCAK_ROW_1(LANE, a, d, e)       \
        KECCAK_ROW_2(LANE, a, d, e)       \
        KECCAK_ROW_3(LANE, a, d, e)       \
        KECCAK_ROW_4(LANE, a, d, e)       \
    }

/* All 24 rounds on `a`, with `e` of the same size as room. */
#define KECCAK_ROUNDS(LANE, a, e)                         \
    for (int round = 0; round < 24; round += 2) {         \
        KECCAK_ROUND(LANE, a, e, ckeccak_iota[round])     \
        KECCAK_ROUND(LANE, e, a, ckeccak_iota[round + 1]) \
    }

/* The compiler's scheduler moves no instruction across: the empty text might jump, for all it knows,
 * and it orders one stretch without jumps at a time. */
#define KECCAK_FENCE               \
    {                              \
        __label__ next;            \
        __asm__ goto("" ::::next); \
    next:;                         \
    }
#define KECCAK_STEPS(wide, scalar) wide KECCAK_FENCE scalar KECCAK_FENCE

/* One round of vectors (`A` to `E`) and one of scalars (`a` to `e`), step by step: a core has units
 * for each kind, of which one would stand idle. Left to the scheduler, one round would come after the
 * other, too far ahead for the core to see. */
#define KECCAK_ROUND_BESIDE(WIDE, A, E, a, e, iota)                                   \
    {                                                                                 \
        WIDE C[5], D[5];                                                              \
        uint64_t c[5], d[5];                                                          \
        KECCAK_STEPS(KECCAK_PARITIES(A, C), KECCAK_PARITIES(a, c))                    \
        KECCAK_STEPS(KECCAK_DIFFERENCES(C, D), KECCAK_DIFFERENCES(c, d))              \
        KECCAK_STEPS(                                                                 \
            KECCAK_ROW_0(WIDE, A, D, E, iota), KECCAK_ROW_0(uint64_t, a, d, e, iota)) \
        KECCAK_STEPS(KECCAK_ROW_1(WIDE, A, D, E), KECCAK_ROW_1(uint64_t, a, d, e))    \
        KECCAK_STEPS(KECCAK_ROW_2(WIDE, A, D, E), KECCAK_ROW_2(uint64_t, a, d, e))    \
        KECCAK_STEPS(KECCAK_ROW_3(WIDE, A, D, E), KECCAK_ROW_3(uint64_t, a, d, e))    \
        KECCAK_STEPS(KECCAK_ROW_4(WIDE, A, D, E), KECCAK_ROW_4(uint64_t, a, d, e))    \
    }

/* All 24 rounds on the vectors `A` and on the scalars `a`. */
#define KECCAK_ROUNDS_BESIDE(WIDE, A, E, a, e)                         \
    for (int round = 0; round < 24; round += 2) {                      \
        KECCAK_ROUND_BESIDE(WIDE, A, E, a, e, ckeccak_iota[round])     \
        KECCAK_ROUND_BESIDE(WIDE, E, A, e, a, ckeccak_iota[round + 1]) \
    }

#endif
