#ifndef FACE_KERNEL_H
#define FACE_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/// The instruction sets a kernel is written for, poorest first.
enum face_path { FACE_PORTABLE = 0, FACE_AVX2 = 1, FACE_AVX512 = 2 };

/// The richest path that this processor runs; asked once, then remembered.
int face_best_path(void);

/// Zeroed memory of `bytes`, aligned to 64; NULL when there is none.
///
/// From 2 MiB on it is aligned to 2 MiB, asks for huge pages and stays out of core dumps.
void *_Nullable face_allocate(size_t bytes);

/// Overwrites `bytes` with zero, in a way that no compiler leaves out.
void face_wipe(void *_Nonnull memory, size_t bytes);

/// Overwrites and returns memory of `face_allocate`; `bytes` must be what was asked for.
void face_free(void *_Nonnull memory, size_t bytes);

/// Sum of a[i]*b[i], added up in double precision; `n` is a multiple of 16.
double face_dot(const float *_Nonnull a, const float *_Nonnull b, size_t n);

/// Sum of (a[i]-b[i])^2, added up in double precision; `n` is a multiple of 16.
double face_squared_distance(const float *_Nonnull a, const float *_Nonnull b, size_t n);

/// Many rows against one probe. Pointers are aligned to 64, rows lie `width` floats apart.
struct face_rows {
    const float *_Nonnull rows;
    /// One factor a row: the score of a row is its dot product times this.
    const float *_Nonnull factors;
    size_t count;
    /// Floats a row, padded with zeros to a multiple of 16.
    size_t width;
};

/// scores[r] = factors[r] * (probe . row r).
void face_dots(int path, const float *_Nonnull probe, struct face_rows rows,
               float *_Nonnull scores);

/// scores[r] = -|probe - row r|^2; the factors are not read.
void face_distances(int path, const float *_Nonnull probe, struct face_rows rows,
                    float *_Nonnull scores);

/// Many rows of 8-bit codes (value + 128). Pointers are aligned to 64.
struct face_codes {
    const uint8_t *_Nonnull rows;
    const float *_Nonnull factors;
    const float *_Nonnull offsets;
    /// One factor of the probe, for every row.
    float scale;
    size_t count;
    /// Bytes a row, padded with 128 to a multiple of 64.
    size_t width;
};

/// scores[r] = offsets[r] + scale * factors[r] * (probe . row r), the product exact in integers.
///
/// `probe` has `width` values in -127...127, zero where the rows are padded.
void face_code_dots(int path, const int8_t *_Nonnull probe, struct face_codes codes,
                    float *_Nonnull scores);

/// Reads every byte once and returns their xor as words: the limit a scan is held against.
uint64_t face_read(int path, const void *_Nonnull memory, size_t bytes);

#endif
