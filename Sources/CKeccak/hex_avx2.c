/* Hex in blocks of 32 bytes with AVX2; the same steps as chex_values_16 and chex_digits_16 take. */
#include "hex_avx2.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 void chex_encode_avx2(const uint8_t *bytes, size_t count, char *text) {
    const __m256i low = _mm256_set1_epi8(15);
    const __m256i digits =
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)"0123456789abcdef"));
    for (size_t at = 0; at + 32 <= count; at += 32) {
        /* Quarters in the order 0 2 1 3, so that interleaving within halves leaves them in order.
         */
        __m256i in =
            _mm256_permute4x64_epi64(_mm256_loadu_si256((const __m256i *)(bytes + at)), 0xd8);
        __m256i high = _mm256_shuffle_epi8(digits, _mm256_and_si256(_mm256_srli_epi16(in, 4), low));
        in = _mm256_shuffle_epi8(digits, _mm256_and_si256(in, low));
        _mm256_storeu_si256((__m256i *)(text + 2 * at), _mm256_unpacklo_epi8(high, in));
        _mm256_storeu_si256((__m256i *)(text + 2 * at + 32), _mm256_unpackhi_epi8(high, in));
    }
}

AVX2 static inline __m256i values_32(__m256i text) {
    __m256i digit = _mm256_add_epi8(text, _mm256_set1_epi8(-1 - '9'));
    digit = _mm256_sub_epi8(_mm256_subs_epu8(digit, _mm256_set1_epi8(6)), _mm256_set1_epi8(-16));
    __m256i letter =
        _mm256_sub_epi8(_mm256_and_si256(text, _mm256_set1_epi8(~32)), _mm256_set1_epi8('A'));
    return _mm256_min_epu8(digit, _mm256_adds_epu8(letter, _mm256_set1_epi8(10)));
}

AVX2 bool chex_decode_avx2(const char *text, size_t count, uint8_t *bytes) {
    const __m256i weights = _mm256_set1_epi16(0x0110);
    __m256i largest = _mm256_setzero_si256();
    for (size_t at = 0; at + 32 <= count; at += 32) {
        __m256i a = values_32(_mm256_loadu_si256((const __m256i *)(text + 2 * at)));
        __m256i b = values_32(_mm256_loadu_si256((const __m256i *)(text + 2 * at + 32)));
        largest = _mm256_max_epu8(largest, _mm256_max_epu8(a, b));
        a = _mm256_packus_epi16(_mm256_maddubs_epi16(a, weights), _mm256_maddubs_epi16(b, weights));
        _mm256_storeu_si256((__m256i *)(bytes + at), _mm256_permute4x64_epi64(a, 0xd8));
    }
    return _mm256_movemask_epi8(_mm256_adds_epu8(largest, _mm256_set1_epi8(127 - 15))) == 0;
}

#endif
