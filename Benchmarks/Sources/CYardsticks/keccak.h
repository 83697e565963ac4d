/* Keccak-f[1600] as plain text for any width of lane (FIPS 202, section 3.2). */
#ifndef KECCAK_H
#define KECCAK_H

#include <stdint.h>

typedef uint64_t four __attribute__((vector_size(32)));

/* The original padding, 0x01 … 0x80, portable code. */
void keccak256(const uint8_t *in, unsigned long size, uint8_t out[32]);

#endif
