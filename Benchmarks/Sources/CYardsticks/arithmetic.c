#include "include/CYardsticks.h"

#include <stdint.h>
#include <stdlib.h>

typedef unsigned __int128 wide;
static uint64_t factors[1024][4];
static volatile uint64_t sink;

void cyardsticks_multiply(long times) {
    for (long round = 0; round < times; round++) {
        uint64_t a = 1, b = 2, c = 3, d = 4;
        for (int n = 0; n < 1024; n++) {
            const uint64_t *f = factors[n];
            wide t = (wide)f[0] * a;
            uint64_t r0 = (uint64_t)t, r1, r2, r3;
            t = (t >> 64) + (wide)f[0] * b, r1 = (uint64_t)t;
            t = (t >> 64) + (wide)f[0] * c, r2 = (uint64_t)t;
            r3 = (uint64_t)(t >> 64) + f[0] * d;
            t = (wide)f[1] * a + r1, r1 = (uint64_t)t;
            t = (t >> 64) + (wide)f[1] * b + r2, r2 = (uint64_t)t;
            r3 += (uint64_t)(t >> 64) + f[1] * c;
            t = (wide)f[2] * a + r2, r2 = (uint64_t)t;
            r3 += (uint64_t)(t >> 64) + f[2] * b + f[3] * a;
            a = r0 | 1, b = r1, c = r2, d = r3;
        }
        sink = a ^ b ^ c ^ d;
    }
}

void cyardsticks_allocate(long times) {
    for (long n = 0; n < times; n++) {
        void *memory = malloc(64);
        __asm__ volatile("" ::"r"(memory) : "memory");
        free(memory);
    }
}

void cyardsticks_prepare_arithmetic(void);
void cyardsticks_prepare_arithmetic(void) {
    uint64_t value = 1;
    for (int n = 0; n < 1024; n++)
        for (int i = 0; i < 4; i++)
            factors[n][i] = value = value * 6364136223846793005u + 1442695040888963407u;
}
