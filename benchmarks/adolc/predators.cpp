// The gradient of the problem of benchmarks/Aresta.Benchmarks/Numbers/Predators.cs by ADOL-C, retaped each time: predators and prey with
// satiation by Euler's method. Reads lines "STEPS REPEATS", answers each with the derivatives.
#include <adolc/adolc.h>
#include <algorithm>
#include <cstdio>
#include <malloc.h>

static double gradient(int steps, double *derivatives) {
    static const double at[5] = {1, 0.5, 0.7, 0.3, 1e-6};
    // Buffers for the whole tape, so that nothing goes to files (operations, locations, values, Taylor coefficients), and no less than the
    // library's own.
    size_t room = std::max<size_t>(524288, 12 * static_cast<size_t>(steps));
    trace_on(1, 1, room, 4 * room, room, 2 * room);
    adouble x, y, a, b, h;
    x <<= at[0];
    y <<= at[1];
    a <<= at[2];
    b <<= at[3];
    h <<= at[4];
    for (int i = 0; i < steps; i++) {
        adouble eaten = x * y / (a + x);
        adouble dx = a * x - eaten;
        adouble dy = eaten - b * y;
        x += h * dx;
        y += h * dy;
    }

    adouble sum = x + y;
    double value;
    sum >>= value;
    trace_off();
    double weight = 1;
    // The values were kept while taping: no forward sweep is needed.
    reverse(1, 1, 5, 0, &weight, derivatives);
    return value;
}

int main() {
    // Memory given back is kept for the next tape, as ours is.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);
    int steps, repeats;
    double derivatives[5];
    while (std::scanf("%d %d", &steps, &repeats) == 2) {
        for (int i = 0; i < repeats; i++) {
            gradient(steps, derivatives);
        }

        std::printf("%.17g %.17g %.17g %.17g %.17g\n", derivatives[0], derivatives[1], derivatives[2], derivatives[3], derivatives[4]);
        std::fflush(stdout);
    }
}
