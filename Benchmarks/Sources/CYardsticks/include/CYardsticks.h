/* What the machine can do, in C and in the C libraries that the Swift library stands on.
 *
 * Each yardstick runs `times` times on data of its own. A yardstick that the machine cannot run
 * (AVX2) is not to be called: `cyardsticks_has_avx2`.
 */
#ifndef CYARDSTICKS_H
#define CYARDSTICKS_H

#include <stdbool.h>
#include <stddef.h>

/* Makes keys, signatures and texts, and proves that every yardstick computes what it should; what
 * is wrong, or NULL. Before any other call. */
const char *cyardsticks_prepare(void);
bool cyardsticks_has_avx2(void);

/* OpenSSL's SHA3-256 of 13,600 bytes: `CYARDSTICKS_PERMUTATIONS` Keccak-f permutations each time. */
void cyardsticks_sha3(long times);
#define CYARDSTICKS_PERMUTATIONS 101

/* Keccak-f on four lanes of AVX2, without the gathering of messages: four permutations. */
void cyardsticks_permute_4(long times);

/* libsecp256k1: a recoverable signature; a key recovered, serialised and hashed. */
void cyardsticks_sign(long times);
void cyardsticks_recover_address(long times);

/* 1 KiB to hex and back with SSSE3. */
void cyardsticks_hex_encode(long times);
void cyardsticks_hex_decode(long times);

/* 1,024 products modulo 2^256, each needing the one before. */
void cyardsticks_multiply(long times);

/* 64 bytes allocated and freed: the price of every object that a decoder makes. */
void cyardsticks_allocate(long times);

/* What a row hands over: a message with the numbers r and s of its signature on P-384, each of `half`
 * bytes, judged at a second since 1970; the certificates that vouch for it, leaf first, root last. */
bool cyardsticks_set_signed(const void *bytes, size_t count, const void *rs, size_t half, long at);
void cyardsticks_add_certificate(const void *der, size_t count);
#define CYARDSTICKS_CERTIFICATES 8

/* OpenSSL: the certificates read, the chain and the signature verified. */
bool cyardsticks_verifies(void);
void cyardsticks_verify(long times);

/* OpenSSL's SHA-384 of what a row hands over. */
void cyardsticks_set_content(const void *bytes, size_t count);
void cyardsticks_sha384(long times);

/* callgrind: counts from here, or no longer; writes the counts so far as those of `name` and begins
 * anew. Nothing outside valgrind. */
void cyardsticks_count(void);
void cyardsticks_dump(const char *name);

#endif
