/* Sixteen decimal digits at a time, in line: what reading and writing long numbers is made of.
 *
 * Thread-safe, without allocation; pointers need no alignment.
 */
#ifndef CDECIMAL_H
#define CDECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>

/* The number that 16 digits write; false when a character is none. */
static inline bool cdecimal_read_16(const char text[16], uint64_t *value) {
    const __m128i low = _mm_set1_epi16(255);
    __m128i digits = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)text), _mm_set1_epi8('0'));
    __m128i bad = _mm_adds_epu8(digits, _mm_set1_epi8(127 - 9));
    /* Neighbours join: digits to pairs, pairs to fours, fours to eights. */
    __m128i tens = _mm_mullo_epi16(_mm_and_si128(digits, low), _mm_set1_epi16(10));
    __m128i pairs = _mm_add_epi16(tens, _mm_srli_epi16(digits, 8));
    __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
    fours = _mm_packs_epi32(fours, fours);
    __m128i eights = _mm_madd_epi16(fours, _mm_set1_epi32(1 << 16 | 10000));
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    *value = (both & UINT32_MAX) * 100000000 + (both >> 32);
    return _mm_movemask_epi8(bad) == 0;
}

/* The 16 digits of a number below 10^16, with leading zeros. */
static inline void cdecimal_write_16(uint64_t value, char text[16]) {
    uint64_t upper = value / 100000000, lower = value % 100000000;
    int a = (int)(upper / 10000), b = (int)(upper % 10000);
    int c = (int)(lower / 10000), d = (int)(lower % 10000);
    __m128i fours = _mm_set_epi32(d, c, b, a);
    /* Quotients by multiplication: x * 5243 >> 19 is x / 100 below 10^4, x * 6554 >> 16 is x / 10
     * below 100. */
    __m128i hundreds = _mm_srli_epi16(_mm_mulhi_epu16(fours, _mm_set1_epi16(5243)), 3);
    __m128i rest = _mm_sub_epi16(fours, _mm_mullo_epi16(hundreds, _mm_set1_epi16(100)));
    __m128i pairs = _mm_or_si128(hundreds, _mm_slli_epi32(rest, 16));
    __m128i tens = _mm_mulhi_epu16(pairs, _mm_set1_epi16(6554));
    __m128i ones = _mm_sub_epi16(pairs, _mm_mullo_epi16(tens, _mm_set1_epi16(10)));
    __m128i digits = _mm_or_si128(tens, _mm_slli_epi16(ones, 8));
    _mm_storeu_si128((__m128i *)text, _mm_or_si128(digits, _mm_set1_epi8('0')));
}

#else

static inline bool cdecimal_read_16(const char text[16], uint64_t *value) {
    bool good = true;
    *value = 0;
    for (int i = 0; i < 16; i++) {
        unsigned digit = (unsigned char)text[i] - (unsigned)'0';
        good &= digit < 10;
        *value = *value * 10 + digit;
    }
    return good;
}

static inline void cdecimal_write_16(uint64_t value, char text[16]) {
    for (int i = 15; i >= 0; i--, value /= 10) text[i] = (char)('0' + value % 10);
}

#endif
#endif
