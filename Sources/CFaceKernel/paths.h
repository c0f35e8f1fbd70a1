#ifndef FACE_PATHS_H
#define FACE_PATHS_H

#include "face_kernel.h"

#if defined(__x86_64__)
#define FACE_X86 1

void face_dots_avx2(const float *probe, struct face_rows rows, float *scores);
void face_distances_avx2(const float *probe, struct face_rows rows, float *scores);
void face_code_dots_avx2(const int8_t *probe, struct face_codes codes, float *scores);
uint64_t face_read_avx2(const void *memory, size_t bytes);

void face_dots_avx512(const float *probe, struct face_rows rows, float *scores);
void face_distances_avx512(const float *probe, struct face_rows rows, float *scores);
void face_code_dots_avx512(const int8_t *probe, struct face_codes codes, float *scores);
uint64_t face_read_avx512(const void *memory, size_t bytes);
#endif

#endif
