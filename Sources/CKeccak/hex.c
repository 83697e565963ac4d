/* Hex of any length: wide blocks first, then blocks of 16 bytes, the last of them overlapping the
 * one before. */
#include "hex_avx2.h"

enum { BLOCK = 16, WIDE_BLOCK = 32, WORTH_A_CALL = 64 };

/* The blocks that a wide path has done, or 0. */
static size_t encode_wide(const uint8_t *bytes, size_t count, char *text) {
#if defined(__x86_64__)
    if (count >= WORTH_A_CALL && __builtin_cpu_supports("avx2")) {
        chex_encode_avx2(bytes, count, text);
        return count - count % WIDE_BLOCK;
    }
#endif
    (void)bytes, (void)count, (void)text;
    return 0;
}

static size_t decode_wide(const char *text, size_t count, uint8_t *bytes, bool *good) {
#if defined(__x86_64__)
    if (count >= WORTH_A_CALL && __builtin_cpu_supports("avx2")) {
        *good &= chex_decode_avx2(text, count, bytes);
        return count - count % WIDE_BLOCK;
    }
#endif
    (void)text, (void)count, (void)bytes, (void)good;
    return 0;
}

void chex_encode(const uint8_t *bytes, size_t count, char *text) {
    size_t at = 0;
    if (count < BLOCK) {
        for (; at < count; at++) {
            text[2 * at] = chex_digit(bytes[at] >> 4);
            text[2 * at + 1] = chex_digit(bytes[at] & 15);
        }
        return;
    }
    at = encode_wide(bytes, count, text);
    for (; at + BLOCK <= count; at += BLOCK) chex_encode_16(bytes + at, text + 2 * at);
    if (at < count) chex_encode_16(bytes + count - BLOCK, text + 2 * (count - BLOCK));
}

static long first_bad(const char *text, size_t digits) {
    for (size_t i = 0; i < digits; i++)
        if (chex_value(text[i]) > 15) return (long)i;
    return -1;
}

long chex_decode(const char *text, size_t digits, uint8_t *bytes) {
    size_t count = digits / 2, at = 0;
    bool good = digits % 2 == 0 || chex_value(text[digits - 1]) < 16;
    if (count < BLOCK) {
        for (; at < count; at++) {
            unsigned high = chex_value(text[2 * at]), low = chex_value(text[2 * at + 1]);
            good &= (high | low) < 16;
            bytes[at] = (uint8_t)(high << 4 | low);
        }
        return good ? -1 : first_bad(text, digits);
    }
    at = decode_wide(text, count, bytes, &good);
    for (; at + BLOCK <= count; at += BLOCK) good &= chex_decode_16(text + 2 * at, bytes + at);
    if (at < count) good &= chex_decode_16(text + 2 * (count - BLOCK), bytes + count - BLOCK);
    return good ? -1 : first_bad(text, digits);
}
