#define _GNU_SOURCE
#include "face_kernel.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const size_t huge = (size_t)2 << 20;

static size_t rounded(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

/// Maps one huge page too many and gives back what sticks out on either side.
static void *map_aligned(size_t bytes) {
    size_t length = rounded(bytes, huge);
    char *whole = mmap(NULL, length + huge, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANON, -1, 0);
    if (whole == MAP_FAILED) return NULL;
    size_t before = rounded((uintptr_t)whole, huge) - (uintptr_t)whole;
    if (before > 0) munmap(whole, before);
    munmap(whole + before + length, huge - before);
    char *memory = whole + before;
#ifdef __linux__
    madvise(memory, length, MADV_HUGEPAGE);
    madvise(memory, length, MADV_DONTDUMP);
#endif
    return memory;
}

void *face_allocate(size_t bytes) {
    if (bytes == 0 || bytes > SIZE_MAX / 2) return NULL;
    if (bytes >= huge) return map_aligned(bytes);
    size_t length = rounded(bytes, 64);
    void *memory = NULL;
    if (posix_memalign(&memory, 64, length) != 0) return NULL;
    memset(memory, 0, length);
    return memory;
}

void face_wipe(void *memory, size_t bytes) {
    memset(memory, 0, bytes);
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

void face_free(void *memory, size_t bytes) {
    face_wipe(memory, bytes);
    if (bytes >= huge) {
        munmap(memory, rounded(bytes, huge));
    } else {
        free(memory);
    }
}
