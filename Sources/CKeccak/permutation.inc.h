/* Keccak-f[1600] over a state of 25 lanes (Keccak reference 3.0, section 1.2), as text for several widths.
 *
 * Define before inclusion: PERMUTE (the function's name), LANE (uint64_t, or a vector of them: then each element is a message of its own)
 * and TARGET (attribute with the instruction set, or empty); the includer undefines them.
 *
 * Measured: two rounds in one turn of the loop, from `a` to `e` and back, so that no round ends in a copy; column parities gathered
 * while a round's rows come out instead of from memory after it; the rows in an order that spills the fewest registers. Full
 * unrolling is slower.
 */

#ifndef KECCAK_ROUND
#define ROTATED(x, n) ((x) << (n) | (x) >> (64 - (n)))
/* Chi: one row of five lanes, nonlinear. */
#define CHI(e, row)                                                                                                                   \
    e[row] = b0 ^ (~b1 & b2), e[row + 1] = b1 ^ (~b2 & b3), e[row + 2] = b2 ^ (~b3 & b4), e[row + 3] = b3 ^ (~b4 & b0),               \
    e[row + 4] = b4 ^ (~b0 & b1)
/* The parities of the columns so far. */
#define PARITY(operation, e, row)                                                                                                     \
    p0 operation e[row], p1 operation e[row + 1], p2 operation e[row + 2], p3 operation e[row + 3], p4 operation e[row + 4]
/* Theta (parities p of the round before, differences d), then for each row: rho and pi (rotated lanes b), chi, iota. */
#define KECCAK_ROUND(LANE, a, e, iota)                                                                                                \
    do {                                                                                                                              \
        LANE d0 = p4 ^ ROTATED(p1, 1), d1 = p0 ^ ROTATED(p2, 1), d2 = p1 ^ ROTATED(p3, 1);                                            \
        LANE d3 = p2 ^ ROTATED(p4, 1), d4 = p3 ^ ROTATED(p0, 1);                                                                      \
        LANE b0, b1, b2, b3, b4;                                                                                                      \
        b0 = a[1] ^ d1, b1 = a[7] ^ d2, b2 = a[13] ^ d3, b3 = a[19] ^ d4, b4 = a[20] ^ d0;                                            \
        b0 = ROTATED(b0, 1), b1 = ROTATED(b1, 6), b2 = ROTATED(b2, 25), b3 = ROTATED(b3, 8), b4 = ROTATED(b4, 18);                    \
        CHI(e, 10);                                                                                                                   \
        PARITY(=, e, 10);                                                                                                             \
        b0 = a[0] ^ d0, b1 = a[6] ^ d1, b2 = a[12] ^ d2, b3 = a[18] ^ d3, b4 = a[24] ^ d4;                                            \
        b1 = ROTATED(b1, 44), b2 = ROTATED(b2, 43), b3 = ROTATED(b3, 21), b4 = ROTATED(b4, 14);                                       \
        CHI(e, 0);                                                                                                                    \
        e[0] ^= (iota);                                                                                                               \
        PARITY(^=, e, 0);                                                                                                             \
        b0 = a[4] ^ d4, b1 = a[5] ^ d0, b2 = a[11] ^ d1, b3 = a[17] ^ d2, b4 = a[23] ^ d3;                                            \
        b0 = ROTATED(b0, 27), b1 = ROTATED(b1, 36), b2 = ROTATED(b2, 10), b3 = ROTATED(b3, 15), b4 = ROTATED(b4, 56);                 \
        CHI(e, 15);                                                                                                                   \
        PARITY(^=, e, 15);                                                                                                            \
        b0 = a[2] ^ d2, b1 = a[8] ^ d3, b2 = a[14] ^ d4, b3 = a[15] ^ d0, b4 = a[21] ^ d1;                                            \
        b0 = ROTATED(b0, 62), b1 = ROTATED(b1, 55), b2 = ROTATED(b2, 39), b3 = ROTATED(b3, 41), b4 = ROTATED(b4, 2);                  \
        CHI(e, 20);                                                                                                                   \
        PARITY(^=, e, 20);                                                                                                            \
        b0 = a[3] ^ d3, b1 = a[9] ^ d4, b2 = a[10] ^ d0, b3 = a[16] ^ d1, b4 = a[22] ^ d2;                                            \
        b0 = ROTATED(b0, 28), b1 = ROTATED(b1, 20), b2 = ROTATED(b2, 3), b3 = ROTATED(b3, 45), b4 = ROTATED(b4, 61);                  \
        CHI(e, 5);                                                                                                                    \
        PARITY(^=, e, 5);                                                                                                             \
    } while (0)
#endif

TARGET static void PERMUTE(LANE state[25]) {
    LANE a[25], e[25], p0, p1, p2, p3, p4;
    memcpy(a, state, sizeof a);
    PARITY(=, a, 0);
    for (int row = 5; row < 25; row += 5) PARITY(^=, a, row);
    for (int round = 0; round < 24; round += 2) {
        KECCAK_ROUND(LANE, a, e, ckeccak_iota[round]);
        KECCAK_ROUND(LANE, e, a, ckeccak_iota[round + 1]);
    }
    memcpy(state, a, sizeof a);
}
