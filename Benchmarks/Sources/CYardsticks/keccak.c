#include "keccak.h"
#include "include/CYardsticks.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t iota[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

/* One text, two widths: a lane of 64 bits, or the same lane of four independent messages. */
#define ROTATED(x, n) ((x) << (n) | (x) >> (64 - (n)))
#define CHI(row, b0, b1, b2, b3, b4)                                                             \
    s[row] = b0 ^ (~b1 & b2), s[row + 1] = b1 ^ (~b2 & b3), s[row + 2] = b2 ^ (~b3 & b4),        \
    s[row + 3] = b3 ^ (~b4 & b0), s[row + 4] = b4 ^ (~b0 & b1)
#define PERMUTATION(name, lane, attribute)                                                       \
    attribute static void name(lane s[25]) {                                                     \
        for (int round = 0; round < 24; round++) {                                               \
            lane c0 = s[0] ^ s[5] ^ s[10] ^ s[15] ^ s[20];                                       \
            lane c1 = s[1] ^ s[6] ^ s[11] ^ s[16] ^ s[21];                                       \
            lane c2 = s[2] ^ s[7] ^ s[12] ^ s[17] ^ s[22];                                       \
            lane c3 = s[3] ^ s[8] ^ s[13] ^ s[18] ^ s[23];                                       \
            lane c4 = s[4] ^ s[9] ^ s[14] ^ s[19] ^ s[24];                                       \
            lane d0 = c4 ^ ROTATED(c1, 1), d1 = c0 ^ ROTATED(c2, 1), d2 = c1 ^ ROTATED(c3, 1);   \
            lane d3 = c2 ^ ROTATED(c4, 1), d4 = c3 ^ ROTATED(c0, 1);                             \
            lane b0 = s[0] ^ d0, b1 = ROTATED(s[6] ^ d1, 44), b2 = ROTATED(s[12] ^ d2, 43);      \
            lane b3 = ROTATED(s[18] ^ d3, 21), b4 = ROTATED(s[24] ^ d4, 14);                     \
            lane e0 = ROTATED(s[3] ^ d3, 28), e1 = ROTATED(s[9] ^ d4, 20);                       \
            lane e2 = ROTATED(s[10] ^ d0, 3), e3 = ROTATED(s[16] ^ d1, 45);                      \
            lane e4 = ROTATED(s[22] ^ d2, 61), f0 = ROTATED(s[1] ^ d1, 1);                       \
            lane f1 = ROTATED(s[7] ^ d2, 6), f2 = ROTATED(s[13] ^ d3, 25);                       \
            lane f3 = ROTATED(s[19] ^ d4, 8), f4 = ROTATED(s[20] ^ d0, 18);                      \
            lane g0 = ROTATED(s[4] ^ d4, 27), g1 = ROTATED(s[5] ^ d0, 36);                       \
            lane g2 = ROTATED(s[11] ^ d1, 10), g3 = ROTATED(s[17] ^ d2, 15);                     \
            lane g4 = ROTATED(s[23] ^ d3, 56), h0 = ROTATED(s[2] ^ d2, 62);                      \
            lane h1 = ROTATED(s[8] ^ d3, 55), h2 = ROTATED(s[14] ^ d4, 39);                      \
            lane h3 = ROTATED(s[15] ^ d0, 41), h4 = ROTATED(s[21] ^ d1, 2);                      \
            CHI(0, b0, b1, b2, b3, b4);                                                          \
            CHI(5, e0, e1, e2, e3, e4);                                                          \
            CHI(10, f0, f1, f2, f3, f4);                                                         \
            CHI(15, g0, g1, g2, g3, g4);                                                         \
            CHI(20, h0, h1, h2, h3, h4);                                                         \
            s[0] ^= iota[round];                                                                 \
        }                                                                                        \
    }
PERMUTATION(permute, uint64_t, )
PERMUTATION(permute_4, four, __attribute__((target("avx2"))))

void keccak256(const uint8_t *in, unsigned long size, uint8_t out[32]) {
    uint64_t s[25] = {0}, word;
    for (; size >= 136; in += 136, size -= 136) {
        for (int i = 0; i < 17; i++) memcpy(&word, in + 8 * i, 8), s[i] ^= word;
        permute(s);
    }
    uint8_t last[136] = {0};
    if (size > 0) memcpy(last, in, size);
    last[size] = 1, last[135] |= 0x80;
    for (int i = 0; i < 17; i++) memcpy(&word, last + 8 * i, 8), s[i] ^= word;
    permute(s);
    memcpy(out, s, 32);
}

static uint64_t lanes[25];
static four states[25] __attribute__((aligned(32)));

bool cyardsticks_has_avx2(void) { return __builtin_cpu_supports("avx2"); }

void cyardsticks_permute_4(long times) {
    for (long n = 0; n < times; n++) permute_4(states);
}

static EVP_MD_CTX *hasher;
static EVP_MD *sha3;
static uint8_t message[136 * (CYARDSTICKS_PERMUTATIONS - 1)], digest[32];

void cyardsticks_sha3(long times) {
    for (long n = 0; n < times; n++) {
        EVP_DigestInit_ex2(hasher, sha3, NULL);
        EVP_DigestUpdate(hasher, message, sizeof message);
        EVP_DigestFinal_ex(hasher, digest, NULL);
    }
}

const char *cyardsticks_prepare_hashing(void);
const char *cyardsticks_prepare_hashing(void) {
    static const uint8_t empty[4] = {0xc5, 0xd2, 0x46, 0x01};
    hasher = EVP_MD_CTX_new(), sha3 = EVP_MD_fetch(NULL, "SHA3-256", NULL);
    if (hasher == NULL || sha3 == NULL) return "OpenSSL has no SHA3-256";
    keccak256(NULL, 0, digest);
    if (memcmp(digest, empty, 4) != 0) return "the permutation is wrong";
    if (!cyardsticks_has_avx2()) return NULL;
    permute(lanes), permute_4(states);
    for (int i = 0; i < 25; i++)
        for (int lane = 0; lane < 4; lane++)
            if (states[i][lane] != lanes[i]) return "the permutation of four lanes is wrong";
    return NULL;
}
