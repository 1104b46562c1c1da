// Arithmetic of eight lanes as the compiler's own vector operations.
//
// The operators of Swift's SIMD types go through the lanes one by one, and it is up to the optimizer
// to find the vector again. It loses some of it as the code around changes: a loop over the edges of
// a grid ran a third slower for being split in two, the digits the same.

#ifndef SWEEP_CLANES_LANES_H
#define SWEEP_CLANES_LANES_H

// Swift's SIMD8<Double>.
typedef double sweep_lanes __attribute__((ext_vector_type(8)));

#define SWEEP_LANES_FUNCTION static inline __attribute__((always_inline)) sweep_lanes

SWEEP_LANES_FUNCTION sweep_lanes_sum(sweep_lanes a, sweep_lanes b) { return a + b; }
SWEEP_LANES_FUNCTION sweep_lanes_difference(sweep_lanes a, sweep_lanes b) { return a - b; }
SWEEP_LANES_FUNCTION sweep_lanes_product(sweep_lanes a, sweep_lanes b) { return a * b; }
SWEEP_LANES_FUNCTION sweep_lanes_quotient(sweep_lanes a, sweep_lanes b) { return a / b; }
SWEEP_LANES_FUNCTION sweep_lanes_root(sweep_lanes a) { return __builtin_elementwise_sqrt(a); }

// a b + c, rounded once.
SWEEP_LANES_FUNCTION sweep_lanes_product_sum(sweep_lanes a, sweep_lanes b, sweep_lanes c) {
  return __builtin_elementwise_fma(a, b, c);
}

#undef SWEEP_LANES_FUNCTION

#endif
