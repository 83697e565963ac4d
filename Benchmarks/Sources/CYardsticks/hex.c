#include "include/CYardsticks.h"

#include <stdint.h>
#include <string.h>

#define COUNT 1024
static uint8_t bytes[COUNT], copy[COUNT];
static char text[2 * COUNT];
static int strange;

#if defined(__x86_64__)
#include <tmmintrin.h>

__attribute__((target("ssse3"))) static void encode(void) {
    const __m128i digits = _mm_loadu_si128((const __m128i *)"0123456789abcdef");
    const __m128i low = _mm_set1_epi8(15);
    for (int i = 0; i < COUNT; i += 16) {
        __m128i in = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i h = _mm_shuffle_epi8(digits, _mm_and_si128(_mm_srli_epi16(in, 4), low));
        __m128i l = _mm_shuffle_epi8(digits, _mm_and_si128(in, low));
        _mm_storeu_si128((__m128i *)(text + 2 * i), _mm_unpacklo_epi8(h, l));
        _mm_storeu_si128((__m128i *)(text + 2 * i + 16), _mm_unpackhi_epi8(h, l));
    }
}

__attribute__((target("ssse3"))) static __m128i nibbles(__m128i c, __m128i *bad) {
    __m128i digit = _mm_sub_epi8(c, _mm_set1_epi8('0'));
    __m128i letter = _mm_sub_epi8(_mm_or_si128(c, _mm_set1_epi8(32)), _mm_set1_epi8('a'));
    __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(5)), letter);
    *bad = _mm_or_si128(*bad, _mm_andnot_si128(_mm_or_si128(is_digit, is_letter), _mm_set1_epi8(-1)));
    __m128i value = _mm_and_si128(is_letter, _mm_add_epi8(letter, _mm_set1_epi8(10)));
    return _mm_or_si128(_mm_and_si128(is_digit, digit), value);
}

__attribute__((target("ssse3"))) static void decode(void) {
    __m128i bad = _mm_setzero_si128(), weigh = _mm_set1_epi16(0x0110);
    for (int i = 0; i < COUNT; i += 16) {
        __m128i a = nibbles(_mm_loadu_si128((const __m128i *)(text + 2 * i)), &bad);
        __m128i b = nibbles(_mm_loadu_si128((const __m128i *)(text + 2 * i + 16)), &bad);
        __m128i whole = _mm_packus_epi16(_mm_maddubs_epi16(a, weigh), _mm_maddubs_epi16(b, weigh));
        _mm_storeu_si128((__m128i *)(copy + i), whole);
    }
    strange += _mm_movemask_epi8(bad) != 0;
}
#else
static int value(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }
static void encode(void) {
    for (int i = 0; i < COUNT; i++)
        text[2 * i] = "0123456789abcdef"[bytes[i] >> 4],
        text[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
}
static void decode(void) {
    for (int i = 0; i < COUNT; i++)
        copy[i] = (uint8_t)(value(text[2 * i]) << 4 | value(text[2 * i + 1]));
}
#endif

void cyardsticks_hex_encode(long times) {
    for (long n = 0; n < times; n++) {
        encode();
        __asm__ volatile("" ::"r"(text) : "memory");
    }
}

void cyardsticks_hex_decode(long times) {
    for (long n = 0; n < times; n++) {
        decode();
        __asm__ volatile("" ::"r"(copy) : "memory");
    }
}

const char *cyardsticks_prepare_hex(void);
const char *cyardsticks_prepare_hex(void) {
    for (int i = 0; i < COUNT; i++) bytes[i] = (uint8_t)(i * 197 + (i >> 3));
    encode(), decode();
    return memcmp(bytes, copy, COUNT) == 0 && strange == 0 ? NULL : "hex is wrong";
}
