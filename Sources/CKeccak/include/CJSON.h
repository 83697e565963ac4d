/* The text of a JSON string, 16 bytes at a time, in line: records hold JSON within JSON.
 *
 * Thread-safe, without allocation; pointers need no alignment.
 */
#ifndef CJSON_H
#define CJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Whether a byte, other than a quote or a backslash, stands for itself (RFC 8259, 7); with `ascii`
 * only printable ASCII does. */
static inline bool cjson_is_plain(uint8_t byte, bool ascii) {
    return byte >= 0x20 && (!ascii || byte < 0x7f);
}

/* Copies bytes that stand for themselves, and quotes and backslashes behind a backslash, up to the
 * first other byte. Answers how many bytes of `text` were taken, and writes at most twice as many to
 * `target`, which has room for 2 × count: how many is told in `written`. */
static inline size_t cjson_copy(const uint8_t *text, size_t count, uint8_t *target, bool ascii,
                                size_t *written) {
    size_t at = 0, to = 0;
    while (at < count) {
#if defined(__SSE2__)
        if (count - at >= 16) {
            __m128i block = _mm_loadu_si128((const __m128i *)(text + at));
            __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')),
                                         _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
            __m128i control = _mm_min_epu8(block, _mm_set1_epi8(0x1f));
            marks = _mm_or_si128(marks, _mm_cmpeq_epi8(block, control));
            if (ascii) {
                __m128i beyond = _mm_max_epu8(block, _mm_set1_epi8(0x7f));
                marks = _mm_or_si128(marks, _mm_cmpeq_epi8(block, beyond));
            }
            unsigned bits = (unsigned)_mm_movemask_epi8(marks);
            /* Of the 16 bytes that are written, those before the first mark stay. */
            _mm_storeu_si128((__m128i *)(target + to), block);
            size_t plain = bits ? (size_t)__builtin_ctz(bits) : 16;
            at += plain;
            to += plain;
            if (!bits) continue;
        }
#endif
        uint8_t byte = text[at];
        if (byte == '"' || byte == '\\') {
            target[to++] = '\\';
        } else if (!cjson_is_plain(byte, ascii)) {
            break;
        }
        target[to++] = byte;
        at++;
    }
    *written = to;
    return at;
}

#endif
