#include "paths.h"

// Sixteen running sums, so that a compiler may use whatever vectors it has without changing the
// order of the additions.
enum { lanes = 16 };

double face_dot(const float *a, const float *b, size_t n) {
    double sums[lanes] = {0};
    for (size_t i = 0; i < n; i += lanes)
        for (size_t l = 0; l < lanes; l++) sums[l] += (double)a[i + l] * (double)b[i + l];
    double total = 0;
    for (size_t l = 0; l < lanes; l++) total += sums[l];
    return total;
}

double face_squared_distance(const float *a, const float *b, size_t n) {
    double sums[lanes] = {0};
    for (size_t i = 0; i < n; i += lanes)
        for (size_t l = 0; l < lanes; l++) {
            double d = (double)a[i + l] - (double)b[i + l];
            sums[l] += d * d;
        }
    double total = 0;
    for (size_t l = 0; l < lanes; l++) total += sums[l];
    return total;
}

static float dot_row(const float *a, const float *b, size_t n) {
    float sums[lanes] = {0};
    for (size_t i = 0; i < n; i += lanes)
        for (size_t l = 0; l < lanes; l++) sums[l] += a[i + l] * b[i + l];
    float total = 0;
    for (size_t l = 0; l < lanes; l++) total += sums[l];
    return total;
}

static float distance_row(const float *a, const float *b, size_t n) {
    float sums[lanes] = {0};
    for (size_t i = 0; i < n; i += lanes)
        for (size_t l = 0; l < lanes; l++) {
            float d = a[i + l] - b[i + l];
            sums[l] += d * d;
        }
    float total = 0;
    for (size_t l = 0; l < lanes; l++) total += sums[l];
    return total;
}

static void dots(const float *probe, struct face_rows rows, float *scores) {
    for (size_t r = 0; r < rows.count; r++)
        scores[r] = rows.factors[r] * dot_row(probe, rows.rows + r * rows.width, rows.width);
}

static void distances(const float *probe, struct face_rows rows, float *scores) {
    for (size_t r = 0; r < rows.count; r++)
        scores[r] = -distance_row(probe, rows.rows + r * rows.width, rows.width);
}

static void code_dots(const int8_t *probe, struct face_codes codes, float *scores) {
    for (size_t r = 0; r < codes.count; r++) {
        const uint8_t *row = codes.rows + r * codes.width;
        int32_t total = 0;
        for (size_t i = 0; i < codes.width; i++) total += ((int32_t)row[i] - 128) * probe[i];
        float product = codes.scale * codes.factors[r] * (float)total;
        scores[r] = codes.offsets[r] + product;
    }
}

static uint64_t read_words(const void *memory, size_t bytes) {
    const uint64_t *words = memory;
    uint64_t sums[8] = {0};
    size_t n = bytes / 64 * 8;
    for (size_t i = 0; i < n; i += 8)
        for (size_t l = 0; l < 8; l++) sums[l] ^= words[i + l];
    uint64_t total = 0;
    for (size_t l = 0; l < 8; l++) total ^= sums[l];
    return total;
}

#ifdef FACE_X86

int face_best_path(void) {
    static _Atomic int known = -1;
    if (known < 0) {
        __builtin_cpu_init();
        int best = FACE_PORTABLE;
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) best = FACE_AVX2;
        if (best == FACE_AVX2 && __builtin_cpu_supports("avx512f") &&
            __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni"))
            best = FACE_AVX512;
        known = best;
    }
    return known;
}

#define DISPATCH(path, wide, middle, plain)                                                        \
    switch (path < face_best_path() ? path : face_best_path()) {                                   \
    case FACE_AVX512: return wide;                                                                 \
    case FACE_AVX2: return middle;                                                                 \
    default: return plain;                                                                         \
    }

#else

int face_best_path(void) { return FACE_PORTABLE; }

#define DISPATCH(path, wide, middle, plain)                                                        \
    (void)path;                                                                                    \
    return plain;

#endif

void face_dots(int path, const float *probe, struct face_rows rows, float *scores) {
    DISPATCH(path, face_dots_avx512(probe, rows, scores), face_dots_avx2(probe, rows, scores),
             dots(probe, rows, scores))
}

void face_distances(int path, const float *probe, struct face_rows rows, float *scores) {
    DISPATCH(path, face_distances_avx512(probe, rows, scores),
             face_distances_avx2(probe, rows, scores), distances(probe, rows, scores))
}

void face_code_dots(int path, const int8_t *probe, struct face_codes codes, float *scores) {
    DISPATCH(path, face_code_dots_avx512(probe, codes, scores),
             face_code_dots_avx2(probe, codes, scores), code_dots(probe, codes, scores))
}

uint64_t face_read(int path, const void *memory, size_t bytes) {
    DISPATCH(path, face_read_avx512(memory, bytes), face_read_avx2(memory, bytes),
             read_words(memory, bytes))
}
