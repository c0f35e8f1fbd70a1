#include "paths.h"

#ifdef FACE_X86
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))

AVX512 void face_dots_avx512(const float *probe, struct face_rows rows, float *scores) {
    for (size_t r = 0; r < rows.count; r++) {
        const float *row = rows.rows + r * rows.width;
        __m512 s0 = _mm512_setzero_ps(), s1 = s0;
        size_t i = 0;
        for (; i + 32 <= rows.width; i += 32) {
            s0 = _mm512_fmadd_ps(_mm512_load_ps(row + i), _mm512_load_ps(probe + i), s0);
            s1 = _mm512_fmadd_ps(_mm512_load_ps(row + i + 16), _mm512_load_ps(probe + i + 16), s1);
        }
        if (i < rows.width)
            s0 = _mm512_fmadd_ps(_mm512_load_ps(row + i), _mm512_load_ps(probe + i), s0);
        scores[r] = rows.factors[r] * _mm512_reduce_add_ps(_mm512_add_ps(s0, s1));
    }
}

AVX512 void face_distances_avx512(const float *probe, struct face_rows rows, float *scores) {
    for (size_t r = 0; r < rows.count; r++) {
        const float *row = rows.rows + r * rows.width;
        __m512 s0 = _mm512_setzero_ps(), s1 = s0;
        size_t i = 0;
        for (; i + 32 <= rows.width; i += 32) {
            __m512 d0 = _mm512_sub_ps(_mm512_load_ps(row + i), _mm512_load_ps(probe + i));
            __m512 d1 = _mm512_sub_ps(_mm512_load_ps(row + i + 16), _mm512_load_ps(probe + i + 16));
            s0 = _mm512_fmadd_ps(d0, d0, s0);
            s1 = _mm512_fmadd_ps(d1, d1, s1);
        }
        if (i < rows.width) {
            __m512 d0 = _mm512_sub_ps(_mm512_load_ps(row + i), _mm512_load_ps(probe + i));
            s0 = _mm512_fmadd_ps(d0, d0, s0);
        }
        scores[r] = -_mm512_reduce_add_ps(_mm512_add_ps(s0, s1));
    }
}

AVX512 void face_code_dots_avx512(const int8_t *probe, struct face_codes codes, float *scores) {
    int32_t bias = 0;
    for (size_t i = 0; i < codes.width; i++) bias += 128 * probe[i];
    for (size_t r = 0; r < codes.count; r++) {
        const uint8_t *row = codes.rows + r * codes.width;
        __m512i sum = _mm512_setzero_si512();
        for (size_t i = 0; i < codes.width; i += 64)
            sum = _mm512_dpbusd_epi32(
                sum, _mm512_load_si512(row + i), _mm512_load_si512(probe + i));
        int32_t total = _mm512_reduce_add_epi32(sum) - bias;
        float product = codes.scale * codes.factors[r] * (float)total;
        scores[r] = codes.offsets[r] + product;
    }
}

AVX512 uint64_t face_read_avx512(const void *memory, size_t bytes) {
    const char *at = memory;
    __m512i x0 = _mm512_setzero_si512(), x1 = x0, x2 = x0, x3 = x0;
    for (size_t i = 0; i + 256 <= bytes; i += 256) {
        x0 = _mm512_xor_si512(x0, _mm512_load_si512(at + i));
        x1 = _mm512_xor_si512(x1, _mm512_load_si512(at + i + 64));
        x2 = _mm512_xor_si512(x2, _mm512_load_si512(at + i + 128));
        x3 = _mm512_xor_si512(x3, _mm512_load_si512(at + i + 192));
    }
    uint64_t words[8], total = 0;
    x0 = _mm512_xor_si512(_mm512_xor_si512(x0, x1), _mm512_xor_si512(x2, x3));
    _mm512_storeu_si512(words, x0);
    for (size_t l = 0; l < 8; l++) total ^= words[l];
    return total;
}

#endif
