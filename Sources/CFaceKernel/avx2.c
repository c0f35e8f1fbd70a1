#include "paths.h"

#ifdef FACE_X86
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,fma")))

static inline AVX2 float sum8(__m256 v) {
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

static inline AVX2 int32_t sum8i(__m256i v) {
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4e));
    return _mm_cvtsi128_si32(_mm_add_epi32(half, _mm_shuffle_epi32(half, 0xb1)));
}

AVX2 void face_dots_avx2(const float *probe, struct face_rows rows, float *scores) {
    for (size_t r = 0; r < rows.count; r++) {
        const float *row = rows.rows + r * rows.width;
        __m256 s0 = _mm256_setzero_ps(), s1 = s0;
        for (size_t i = 0; i < rows.width; i += 16) {
            s0 = _mm256_fmadd_ps(_mm256_load_ps(row + i), _mm256_load_ps(probe + i), s0);
            s1 = _mm256_fmadd_ps(_mm256_load_ps(row + i + 8), _mm256_load_ps(probe + i + 8), s1);
        }
        scores[r] = rows.factors[r] * sum8(_mm256_add_ps(s0, s1));
    }
}

AVX2 void face_distances_avx2(const float *probe, struct face_rows rows, float *scores) {
    for (size_t r = 0; r < rows.count; r++) {
        const float *row = rows.rows + r * rows.width;
        __m256 s0 = _mm256_setzero_ps(), s1 = s0;
        for (size_t i = 0; i < rows.width; i += 16) {
            __m256 d0 = _mm256_sub_ps(_mm256_load_ps(row + i), _mm256_load_ps(probe + i));
            __m256 d1 = _mm256_sub_ps(_mm256_load_ps(row + i + 8), _mm256_load_ps(probe + i + 8));
            s0 = _mm256_fmadd_ps(d0, d0, s0);
            s1 = _mm256_fmadd_ps(d1, d1, s1);
        }
        scores[r] = -sum8(_mm256_add_ps(s0, s1));
    }
}

AVX2 void face_code_dots_avx2(const int8_t *probe, struct face_codes codes, float *scores) {
    int32_t bias = 0;
    for (size_t i = 0; i < codes.width; i++) bias += 128 * probe[i];
    for (size_t r = 0; r < codes.count; r++) {
        const uint8_t *row = codes.rows + r * codes.width;
        __m256i s0 = _mm256_setzero_si256(), s1 = s0;
        for (size_t i = 0; i < codes.width; i += 32) {
            __m256i x0 = _mm256_cvtepu8_epi16(_mm_load_si128((const __m128i *)(row + i)));
            __m256i x1 = _mm256_cvtepu8_epi16(_mm_load_si128((const __m128i *)(row + i + 16)));
            __m256i q0 = _mm256_cvtepi8_epi16(_mm_load_si128((const __m128i *)(probe + i)));
            __m256i q1 = _mm256_cvtepi8_epi16(_mm_load_si128((const __m128i *)(probe + i + 16)));
            s0 = _mm256_add_epi32(s0, _mm256_madd_epi16(x0, q0));
            s1 = _mm256_add_epi32(s1, _mm256_madd_epi16(x1, q1));
        }
        int32_t total = sum8i(_mm256_add_epi32(s0, s1)) - bias;
        float product = codes.scale * codes.factors[r] * (float)total;
        scores[r] = codes.offsets[r] + product;
    }
}

AVX2 uint64_t face_read_avx2(const void *memory, size_t bytes) {
    const char *at = memory;
    __m256i x0 = _mm256_setzero_si256(), x1 = x0, x2 = x0, x3 = x0;
    for (size_t i = 0; i + 128 <= bytes; i += 128) {
        x0 = _mm256_xor_si256(x0, _mm256_load_si256((const __m256i *)(at + i)));
        x1 = _mm256_xor_si256(x1, _mm256_load_si256((const __m256i *)(at + i + 32)));
        x2 = _mm256_xor_si256(x2, _mm256_load_si256((const __m256i *)(at + i + 64)));
        x3 = _mm256_xor_si256(x3, _mm256_load_si256((const __m256i *)(at + i + 96)));
    }
    uint64_t words[4];
    x0 = _mm256_xor_si256(_mm256_xor_si256(x0, x1), _mm256_xor_si256(x2, x3));
    _mm256_storeu_si256((__m256i *)words, x0);
    return words[0] ^ words[1] ^ words[2] ^ words[3];
}

#endif
