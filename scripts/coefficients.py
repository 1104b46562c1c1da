#!/usr/bin/env python3
"""Prints the coefficients of the elementary functions and of the quadrature rule.

    scripts/coefficients.py > Sources/Kernels/Lanes/Coefficients.swift
    scripts/coefficients.py --rule > Sources/Kernels/Quadrature/GaussLegendreTable.swift

Polynomials interpolate at Chebyshev nodes in 60-digit arithmetic, which is
within a small factor of the minimax polynomial; the achieved error of each is
printed beside it. Needs mpmath.
"""

import sys

from mpmath import mp, mpf

mp.dps = 60


def interpolate(function, low, high, degree):
    """Coefficients, constant first, of the Chebyshev interpolant of `function`."""
    centre, half = (low + high) / 2, (high - low) / 2
    count = degree + 1
    angles = [mp.pi * (2 * k + 1) / (2 * count) for k in range(count)]
    values = [function(centre + half * mp.cos(a)) for a in angles]
    chebyshev = [
        2 * sum(v * mp.cos(j * a) for v, a in zip(values, angles)) / count for j in range(count)
    ]
    chebyshev[0] /= 2
    # Chebyshev to monomials in u = (x - centre)/half, then in x.
    previous, current = [mpf(1)], [mpf(0), mpf(1)]
    monomial = [mpf(0)] * count
    for j in range(count):
        basis = previous if j == 0 else current
        for power, value in enumerate(basis):
            monomial[power] += chebyshev[j] * value
        if j >= 1:
            following = [mpf(0)] + [2 * c for c in current]
            for power, value in enumerate(previous):
                following[power] -= value
            previous, current = current, following
    result = [mpf(0)] * count
    for power in range(count):
        for k in range(power + 1):
            result[k] += (
                monomial[power] * mp.binomial(power, k) * (-centre) ** (power - k) / half**power
            )
    return result


def interpolate_product(function, high, degree):
    """Coefficients of a polynomial p on [0, high] for which x p(x), not p(x), is near x f(x).

    The nodes are the squared cosines of an angle divided so that none lies at 0 and the product of
    x and the distances from them is nearly the least: within a factor of two of the minimax.
    """
    count = degree + 1
    nodes = [
        high * mp.cos(mp.pi * (k + mpf(1) / 2) / (2 * count + mpf(3) / 2)) ** 2
        for k in range(count)
    ]
    powers = mp.matrix(count, count)
    for i, x in enumerate(nodes):
        for j in range(count):
            powers[i, j] = x**j
    return list(mp.lu_solve(powers, mp.matrix([function(x) for x in nodes])))


def worst_product_error(function, coefficients, high):
    """The largest error of 1 + x p(x), p the rounded polynomial, in units of 2^-53."""
    rounded = [mpf(float(c)) for c in coefficients]
    places = (high * k / 2000 for k in range(2001))
    return max(
        abs(x * (mp.polyval(rounded[::-1], x) - function(x))) / (1 + x * function(x))
        for x in places
    ) * 2**53


def worst_error(function, coefficients, low, high):
    """The largest relative error of the rounded polynomial, in units of 2^-53."""
    rounded = [mpf(float(c)) for c in coefficients]
    worst = mpf(0)
    for k in range(2001):
        x = low + (high - low) * k / 2000
        exact = function(x)
        value = mp.polyval(rounded[::-1], x)
        worst = max(worst, abs(value / exact - 1))
    return worst * 2**53


def exponential_tail(r):
    """(e^r - 1 - r)/r^2, without cancellation."""
    if abs(r) < mpf(10) ** -12:
        return mpf(1) / 2 + r / 6 + r * r / 24
    return (mp.expm1(r) - r) / (r * r)


def logarithm_tail(z):
    """(2 atanh(s)/s - 2)/z with z = s^2."""
    if z < mpf(10) ** -20:
        return mpf(2) / 3 + 2 * z / 5
    s = mp.sqrt(z)
    return (2 * mp.atanh(s) / s - 2) / z


def sine_tail(z):
    """(sin(r)/r - 1)/z with z = r^2."""
    if z < mpf(10) ** -20:
        return -mpf(1) / 6 + z / 120
    r = mp.sqrt(z)
    return (mp.sin(r) / r - 1) / z


def cosine_tail(z):
    """(cos(r) - 1 + z/2)/z^2 with z = r^2."""
    if z < mpf(10) ** -15:
        return mpf(1) / 24 - z / 720
    return (mp.cos(mp.sqrt(z)) - 1 + z / 2) / (z * z)


def relative_mobility_tail(v):
    """(asinh(r)/r - 1)/v with v = 4 r^2."""
    if v < mpf(10) ** -20:
        return -mpf(1) / 24 + 3 * v / 640
    r = mp.sqrt(v) / 2
    return (mp.asinh(r) / r - 1) / v


ERFCX_CENTRE = 4


def scaled_erfcx(t):
    """(1 + 2x) e^{x^2} erfc(x) at t = (x - c)/(x + c)."""
    if t >= 1:
        return 2 / mp.sqrt(mp.pi)
    x = ERFCX_CENTRE * (1 + t) / (1 - t)
    if x > 50:
        # Continued asymptotic series: the terms fall below 1e-60 long before they rise.
        term, total, k = mpf(1), mpf(0), 0
        while abs(term) > mpf(10) ** -62 and k < 400:
            total += term
            k += 1
            term *= -mpf(2 * k - 1) / (2 * x * x)
        return (1 + 2 * x) / (x * mp.sqrt(mp.pi)) * total
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


def swift_array(name, summary, values):
    lines = [f"  /// {summary}", f"  static let {name}: [Double] = ["]
    lines += [f"    {float(v)!r}," for v in values]
    return "\n".join(lines + ["  ]"])


def swift_polynomial(name, summary, coefficients):
    """A function of two interleaved Horner chains, in even and in odd powers."""
    values = [float(c) for c in coefficients]
    lines = [f"  /// {summary[0]}", "  ///", f"  /// {summary[1]}", "  @inline(__always)",
             f"  static func {name}<L: Lanes>(_ x: L) -> L {{", "    let square = x * x"]
    for chain, start in (("even", 0), ("odd", 1)):
        members = values[start::2]
        lines.append(f"    var {chain} = L(repeating: {members[-1]!r})")
        for value in members[-2::-1]:
            lines.append(f"    {chain} = L(repeating: {value!r}).addingProduct({chain}, square)")
    return "\n".join(lines + ["    return even.addingProduct(odd, x)", "  }"])


def swift_parts(name, value, parts, bits=None):
    """`value` as an unevaluated sum of doubles, the first with `bits` bits if given."""
    lines, rest = [], value
    words = {2: ("High", "Low"), 3: ("High", "Middle", "Low"), 4: ("High", "Middle", "Low", "Least")}
    for number, word in enumerate(words[parts]):
        part = mpf(float(rest))
        if bits and number < parts - 1:
            mantissa, exponent = mp.frexp(rest)
            part = mp.floor(mantissa * 2**bits) * mpf(2) ** (exponent - bits)
        lines.append(f"  static let {name}{word} = {float(part)!r}")
        rest -= part
    return "\n".join(lines)


def swift_long_exponential():
    """(e^r - 1)/r by its Taylor series: double-doubles to degree 5, doubles beyond.

    For |r| < 5.5e-3 the terms from degree 6 on are below 6e-18 of the sum, so that a
    double's rounding of them is below 1e-33.
    """
    lines = ["  /// (eʳ − 1)/r for |r| < 5.5·10⁻³, to about 100 bits.",
             "  static func longExponential(_ r: DoubleDouble<Double>) -> DoubleDouble<Double> {",
             f"    var tail = {float(1 / mp.factorial(13))!r}"]
    for k in range(12, 6, -1):
        lines.append(f"    tail = {float(1 / mp.factorial(k))!r}.addingProduct(tail, r.high)")
    lines.append("    var sum = DoubleDouble(tail)")
    for k in range(6, 0, -1):
        high = float(1 / mp.factorial(k))
        low = float(1 / mp.factorial(k) - mpf(high))
        lines.append(f"    sum = DoubleDouble({high!r}, {low!r}) + sum * r")
    return "\n".join(lines + ["    return sum", "  }"])


def print_coefficients():
    half_log2 = mp.log(2) / 2 * mpf("1.0001")
    ratio = mp.sqrt(2) - 1
    z_limit = (ratio / (2 + ratio)) ** 2 * mpf("1.0001")
    quarter_pi_square = (mp.pi / 4) ** 2 * mpf("1.0001")
    near_cells, close_cells = mpf("0.26"), mpf(1) / 64
    tables = [
        ("exponentialTail", "(eʳ − 1 − r)/r² on |r| ≤ (ln 2)/2", exponential_tail, -half_log2, half_log2, 10),
        ("logarithmTail", "(2 artanh(s)/s − 2)/s² as a polynomial in s², |s| ≤ (√2 − 1)/(√2 + 1)",
         logarithm_tail, mpf(0), z_limit, 7),
        ("scaledErfcx", "(1 + 2x) erfcx(x) as a polynomial in t = (x − 4)/(x + 4), x ≥ 0",
         scaled_erfcx, mpf(-1), mpf(1), 23),
        ("sineTail", "(sin(r)/r − 1)/r² as a polynomial in r², |r| ≤ π/4",
         sine_tail, mpf(0), quarter_pi_square, 6),
        ("cosineTail", "(cos r − 1 + r²/2)/r⁴ as a polynomial in r², |r| ≤ π/4",
         cosine_tail, mpf(0), quarter_pi_square, 6),
    ]
    print("// Made by scripts/coefficients.py; edit that.\n")
    print("/// Constants and polynomials of the elementary functions.")
    print("enum Coefficients {")
    print("  /// ln 2; the high part has 42 bits, so its product with an exponent is exact.")
    print(swift_parts("log2", mp.log(2), 2, bits=42))
    print("\n  /// ln 2 as a sum of three doubles, the first two with 42 bits.")
    print(swift_parts("longLog2", mp.log(2), 3, bits=42))
    print("\n  /// ln 10 as a double-double.")
    print(swift_parts("log10", mp.log(10), 2))
    print("\n  /// 1/ln 2.")
    print(f"  static let inverseLog2 = {float(1 / mp.log(2))!r}")
    print("\n  /// π as a double-double.")
    print(swift_parts("pi", +mp.pi, 2))
    print("\n  /// π/2 as a sum of four doubles, the first three with 33 bits.")
    print(swift_parts("halfPi", mp.pi / 2, 4, bits=33))
    for name, summary, function, low, high, degree in tables:
        c = interpolate(function, low, high, degree)
        error = worst_error(function, c, low, high)
        print()
        print(swift_polynomial(
            name, (summary + ".", f"Relative error before rounding: {float(error):.2g} · 2⁻⁵³."), c))
    for name, high, degree in (
            ("relativeMobilityTail", near_cells, 6), ("closeRelativeMobilityTail", close_cells, 3)):
        c = interpolate_product(relative_mobility_tail, high, degree)
        error = worst_product_error(relative_mobility_tail, c, high)
        print()
        print(swift_polynomial(
            name,
            (f"(arsinh(r)/r − 1)/v as a polynomial in v = 4r², 0 ≤ v ≤ {float(high)}.",
             f"Relative error of 1 + v T(v) before rounding: {float(error):.2g} · 2⁻⁵³."), c))
    print()
    print(swift_long_exponential())
    print()
    beta = [mp.dirichlet(2 * j + 1, [0, 1, 0, -1]) for j in range(17)]
    print(swift_array("dirichletBeta", "β(2j + 1) = 1 − 3^{−2j−1} + 5^{−2j−1} − …; from j = 17 on 1 to the last bit.", beta))
    print("}")


def gauss_legendre(count):
    """Nodes and weights of the rule on [-1, 1], nodes ascending."""
    legendre = mp.taylor(lambda x: mp.legendre(count, x), 0, count)
    nodes = sorted(mp.polyroots(legendre[::-1], maxsteps=200, extraprec=200))
    weights = []
    for x in nodes:
        slope = count * (x * mp.legendre(count, x) - mp.legendre(count - 1, x)) / (x * x - 1)
        weights.append(2 / ((1 - x * x) * slope**2))
    return nodes, weights


def print_rule():
    nodes, weights = gauss_legendre(16)
    short_nodes, short_weights = gauss_legendre(10)
    reader = lambda n: [(2 * n + 1) / mpf(2) * mp.legendre(n, x) for x in nodes]
    print("// Made by scripts/coefficients.py --rule; edit that.\n")
    print("/// Nodes and weights of the Gauss–Legendre rules.")
    print("enum GaussLegendreTable {")
    tables = [
        ("nodes", "The zeros of P₁₆, ascending.", nodes),
        ("weights", "The weights 2/((1 − x²) P₁₆′(x)²).", weights),
        *[(f"readerOf{n}", f"({2 * n + 1}/2) P_{n} at the nodes.", reader(n)) for n in range(10, 16)],
        ("unitNodes10", "The nodes of the 10-point rule on [0, 1].",
         [(1 + x) / 2 for x in short_nodes]),
        ("unitWeights10", "The weights of the 10-point rule on [0, 1].",
         [w / 2 for w in short_weights]),
    ]
    print("\n\n".join(swift_array(*table) for table in tables))
    print("}")


if __name__ == "__main__":
    print_rule() if "--rule" in sys.argv[1:] else print_coefficients()
