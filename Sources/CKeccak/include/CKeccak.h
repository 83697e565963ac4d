#pragma once
#include <stddef.h>
#include <stdint.h>
void ckeccak256(const uint8_t *input, size_t count, uint8_t output[32]);
void ckeccak256_many(const uint8_t *const *inputs, const size_t *counts, size_t n, uint8_t *outputs);
typedef struct { uint64_t lanes[25]; uint8_t buffer[136]; size_t filled; } ckeccak_state;
void ckeccak_init(ckeccak_state *s);
void ckeccak_update(ckeccak_state *s, const uint8_t *p, size_t n);
void ckeccak_final(ckeccak_state *s, uint8_t output[32]);
