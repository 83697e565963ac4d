/* Hexadecimal digits to bytes and back, 16 to 64 characters at a time.
 *
 * Every function is thread-safe, allocates nothing, takes unaligned pointers and never reads or
 * writes outside of what its counts say. A pointer may be NULL where its count is 0. Neither
 * function knows of `0x`.
 */
#ifndef CHEX_H
#define CHEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Writes 2 × count lower-case digits, without a terminating zero. `text` and `bytes` do not
 * overlap. */
void chex_encode(const uint8_t *bytes, size_t count, char *text);

/* Reads `digits` characters of either case into digits / 2 bytes. Answers -1, or the index of the
 * first character that is no digit; the bytes are then unspecified. An odd last digit is judged but
 * has no byte. */
long chex_decode(const char *text, size_t digits, uint8_t *bytes);

/* The value of a digit, or a number above 15. */
static inline unsigned chex_value(char character) {
    unsigned code = (unsigned char)character;
    if (code - '0' < 10) return code - '0';
    if ((code | 32) - 'a' < 6) return (code | 32) - 'a' + 10;
    return 255;
}

static inline char chex_digit(unsigned value) {
    return (char)(value + (value < 10 ? '0' : 'a' - 10));
}

#if defined(__SSE2__)

/* The values of 16 digits; characters that are none become a number above 15. */
static inline __m128i chex_values_16(__m128i text) {
    /* '0'…'9' move to the top of the byte's range, where saturation leaves nothing else; 'a'…'f' to
     * its bottom. */
    __m128i digit =
        _mm_sub_epi8(_mm_subs_epu8(_mm_add_epi8(text, _mm_set1_epi8(-1 - '9')), _mm_set1_epi8(6)),
            _mm_set1_epi8(-16));
    __m128i letter = _mm_sub_epi8(_mm_and_si128(text, _mm_set1_epi8(~32)), _mm_set1_epi8('A'));
    return _mm_min_epu8(digit, _mm_adds_epu8(letter, _mm_set1_epi8(10)));
}

/* 32 digits to 16 bytes; false when one is none. In line, for values of known width. */
static inline bool chex_decode_16(const char text[32], uint8_t bytes[16]) {
    __m128i a = chex_values_16(_mm_loadu_si128((const __m128i *)text));
    __m128i b = chex_values_16(_mm_loadu_si128((const __m128i *)(text + 16)));
    __m128i bad = _mm_adds_epu8(_mm_max_epu8(a, b), _mm_set1_epi8(127 - 15));
    const __m128i low = _mm_set1_epi16(255);
    a = _mm_and_si128(_mm_or_si128(_mm_slli_epi16(a, 4), _mm_srli_epi16(a, 8)), low);
    b = _mm_and_si128(_mm_or_si128(_mm_slli_epi16(b, 4), _mm_srli_epi16(b, 8)), low);
    _mm_storeu_si128((__m128i *)bytes, _mm_packus_epi16(a, b));
    return _mm_movemask_epi8(bad) == 0;
}

/* 16 values below 16 to digits. */
static inline __m128i chex_digits_16(__m128i values) {
    __m128i letters =
        _mm_and_si128(_mm_cmpgt_epi8(values, _mm_set1_epi8(9)), _mm_set1_epi8('a' - '0' - 10));
    return _mm_add_epi8(_mm_add_epi8(values, _mm_set1_epi8('0')), letters);
}

/* 16 bytes to 32 digits. In line, for values of known width. */
static inline void chex_encode_16(const uint8_t bytes[16], char text[32]) {
    const __m128i low = _mm_set1_epi8(15);
    __m128i in = _mm_loadu_si128((const __m128i *)bytes);
    __m128i high = chex_digits_16(_mm_and_si128(_mm_srli_epi16(in, 4), low));
    in = chex_digits_16(_mm_and_si128(in, low));
    _mm_storeu_si128((__m128i *)text, _mm_unpacklo_epi8(high, in));
    _mm_storeu_si128((__m128i *)(text + 16), _mm_unpackhi_epi8(high, in));
}

#else

static inline bool chex_decode_16(const char text[32], uint8_t bytes[16]) {
    unsigned all = 0;
    for (int i = 0; i < 16; i++) {
        unsigned high = chex_value(text[2 * i]), low = chex_value(text[2 * i + 1]);
        all |= high | low;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return all < 16;
}

static inline void chex_encode_16(const uint8_t bytes[16], char text[32]) {
    for (int i = 0; i < 16; i++) {
        text[2 * i] = chex_digit(bytes[i] >> 4);
        text[2 * i + 1] = chex_digit(bytes[i] & 15);
    }
}

#endif
#endif
