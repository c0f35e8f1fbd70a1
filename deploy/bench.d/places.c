// The limit that `rollcall bench places` is held against: the same questions asked of GEOS' C API
// directly. Distances here are planar degrees, not geodesic metres, and nothing knows of probability.
//
//   cc -O2 -o places places.c -lgeos_c -lm && ./places
#define _DEFAULT_SOURCE
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PROBES = 4096, BATCHES = 9 };

struct Fence {
    GEOSGeometry *polygon;
    const GEOSPreparedGeometry *prepared;
};

static GEOSContextHandle_t geos;
static volatile double sink;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void centre(int number, int count, double *x, double *y) {
    int side = (int)ceil(sqrt((double)count));
    *x = 120.5 + 0.01 * (double)(number % side);
    *y = 31.2 + 0.01 * (double)(number / side);
}

static struct Fence fence(int number, int count, int vertices) {
    double east, north;
    centre(number, count, &east, &north);
    GEOSCoordSequence *ring = GEOSCoordSeq_create_r(geos, (unsigned)vertices + 1, 2);
    for (int corner = 0; corner <= vertices; corner += 1) {
        double angle = 2 * M_PI * (double)(corner % vertices) / (double)vertices;
        double wave = 1 + 0.3 * sin(5 * angle + (double)number) + 0.1 * sin(9 * angle);
        GEOSCoordSeq_setXY_r(
            geos, ring, (unsigned)corner, east + 0.002 * wave * cos(angle),
            north + 0.002 * wave * sin(angle));
    }
    struct Fence made;
    made.polygon = GEOSGeom_createPolygon_r(
        geos, GEOSGeom_createLinearRing_r(geos, ring), NULL, 0);
    made.prepared = GEOSPrepare_r(geos, made.polygon);
    return made;
}

static void probes(int fences, double *xs, double *ys) {
    for (int number = 0; number < PROBES; number += 1) {
        double x, y;
        centre(number * 7919 % fences, fences, &x, &y);
        xs[number] = x + 0.008 * (fmod((double)number * 0.61803398875, 1) - 0.5);
        ys[number] = y + 0.008 * (fmod((double)number * 0.75487766625, 1) - 0.5);
    }
}

static double covers(const struct Fence *fence, double x, double y) {
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos, x, y);
    double answer = GEOSPreparedCovers_r(geos, fence->prepared, point);
    GEOSGeom_destroy_r(geos, point);
    return answer;
}

static double distance(const struct Fence *fence, double x, double y) {
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos, x, y);
    double answer = 0;
    GEOSPreparedDistance_r(geos, fence->prepared, point, &answer);
    GEOSGeom_destroy_r(geos, point);
    return answer;
}

static int betweenItems(const void *a, const void *b, double *answer, void *unused) {
    const struct Fence *one = a, *other = b;
    (void)unused;
    if (one->prepared != NULL) {
        return GEOSPreparedDistance_r(geos, one->prepared, other->polygon, answer);
    }
    return GEOSPreparedDistance_r(geos, other->prepared, one->polygon, answer);
}

static double nearest(GEOSSTRtree *tree, double x, double y) {
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos, x, y);
    struct Fence probe = {point, NULL};
    const struct Fence *found =
        GEOSSTRtree_nearest_generic_r(geos, tree, &probe, point, betweenItems, NULL);
    double answer = 0;
    GEOSPreparedDistance_r(geos, found->prepared, point, &answer);
    answer += GEOSPreparedCovers_r(geos, found->prepared, point);
    GEOSGeom_destroy_r(geos, point);
    return answer;
}

struct Window {
    GEOSGeometry *point;
    double sum;
};

static void visit(void *item, void *data) {
    const struct Fence *fence = item;
    struct Window *window = data;
    double answer = 0;
    GEOSPreparedDistance_r(geos, fence->prepared, window->point, &answer);
    window->sum += answer + GEOSPreparedCovers_r(geos, fence->prepared, window->point);
}

// All fences within 0.012° (about nine), as a caller without a nearest-five search would ask.
static double around(GEOSSTRtree *tree, double x, double y) {
    struct Window window = {GEOSGeom_createPointFromXY_r(geos, x, y), 0};
    GEOSGeometry *box =
        GEOSGeom_createRectangle_r(geos, x - 0.012, y - 0.012, x + 0.012, y + 0.012);
    GEOSSTRtree_query_r(geos, tree, box, visit, &window);
    GEOSGeom_destroy_r(geos, box);
    GEOSGeom_destroy_r(geos, window.point);
    return window.sum;
}

static int ascending(const void *a, const void *b) {
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

#define MEASURE(name, count, question)                                    \
    do {                                                                  \
        double batches[BATCHES];                                          \
        for (int batch = 0; batch < BATCHES; batch += 1) {                \
            double start = now(), sum = 0;                                \
            for (int i = 0; i < PROBES; i += 1) sum += question;          \
            sink += sum;                                                  \
            batches[batch] = (now() - start) / PROBES;                    \
        }                                                                 \
        qsort(batches, BATCHES, sizeof *batches, ascending);              \
        printf("%s/%d %.1f\n", name, count, batches[BATCHES / 2]);           \
    } while (0)

int main(void) {
    static double xs[PROBES], ys[PROBES];
    geos = GEOS_init_r();
    const int sizes[] = {20, 200, 5000};
    for (int size = 0; size < 3; size += 1) {
        struct Fence one = fence(0, 1, sizes[size]);
        probes(1, xs, ys);
        MEASURE("covers", sizes[size], covers(&one, xs[i], ys[i]));
        MEASURE("distance", sizes[size], distance(&one, xs[i], ys[i]));
    }
    const int counts[] = {1, 400, 10000};
    for (int row = 0; row < 3; row += 1) {
        int count = counts[row];
        struct Fence *fences = malloc((size_t)count * sizeof *fences);
        GEOSSTRtree *tree = GEOSSTRtree_create_r(geos, 8);
        for (int number = 0; number < count; number += 1) {
            fences[number] = fence(number, count, 20);
            GEOSSTRtree_insert_r(geos, tree, fences[number].polygon, &fences[number]);
        }
        probes(count, xs, ys);
        MEASURE("decision/nearest-1", count, nearest(tree, xs[i], ys[i]));
        MEASURE("decision/window", count, around(tree, xs[i], ys[i]));
    }
    return 0;
}
