#!/usr/bin/env python3
"""Makes the reference digits that the tests of the kernels compare with.

    scripts/reference.py elementary > Tests/KernelsTests/Reference/elementary.csv
    scripts/reference.py matrices GOLDEN.json > Tests/KernelsTests/Reference/matrices.json
    scripts/reference.py gaps > Tests/KernelsTests/Reference/gaps.csv

`elementary` evaluates the elementary functions with mpmath at points spread over
their domains; a value is written as two doubles whose sum has some 32 digits.
`matrices` condenses a table of 30-digit information matrices into the form the
tests read. `gaps` integrates reciprocal densities between two means by mpmath's
tanh-sinh rule, piece by piece. Needs mpmath.
"""

import json
import random
import sys

from mpmath import mp, mpf

mp.dps = 60


def double_double(value):
    high = float(value)
    low = float(mpf(value) - mpf(high)) if mp.isfinite(value) and abs(high) < 1e308 else 0.0
    return high, low


def elementary_points(generator):
    """Arguments of each function: ends, neighbours of special points, random in between."""
    def uniform(low, high, count):
        return [generator.uniform(low, high) for _ in range(count)]

    def logarithmic(low, high, count):
        return [10 ** generator.uniform(low, high) for _ in range(count)]

    small = [s * x for x in logarithmic(-300, 0, 40) for s in (1, -1)]
    return {
        "exponential": uniform(-708, 709, 120) + uniform(-1, 1, 60) + uniform(-745, -708, 40) + small
        + [0.0, -745.1, 709.78, 0.34657359027997264, -0.34657359027997264, 1.0, -1.0],
        "exponentialMinusOne": uniform(-40, 700, 60) + uniform(-2, 2, 120) + small + [0.0, 709.7, -36.7],
        "logarithm": logarithmic(-307, 308, 120) + uniform(0.5, 2, 120)
        + [1 + s * x for x in logarithmic(-15, -1, 30) for s in (1, -1)]
        + [5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308, 0.7071067811865475,
           0.7071067811865476, 1.4142135623730951, 1.0],
        "logarithmOnePlus": logarithmic(-300, 300, 80) + [-x for x in logarithmic(-300, -0.01, 60)],
        "erfcx": uniform(0, 4, 80) + uniform(4, 30, 60) + logarithmic(1.5, 300, 60)
        + logarithmic(-300, 0, 30) + [0.0, 1.7976931348623157e308],
        "erfc": uniform(-6, 6, 120) + uniform(5, 26.5, 80) + uniform(26.5, 27.2, 20) + small + [0.0],
        "sine": uniform(-8, 8, 120) + uniform(-1048576, 1048576, 60) + [s * x for x in logarithmic(-280, 0, 20) for s in (1, -1)]
        + [float(k * mp.pi / 2) for k in (1, 2, 3, 4, 7, 22, 355, 710, 333333)] + [0.0],
        "cosine": uniform(-8, 8, 120) + uniform(-1048576, 1048576, 60) + logarithmic(-280, 0, 20)
        + [float(k * mp.pi / 2) for k in (1, 2, 3, 4, 7, 22, 355, 710, 333333)] + [0.0],
        "sineOfPi": uniform(-2, 2, 120) + uniform(-1e6, 1e6, 40) + [s * x for x in logarithmic(-280, 0, 20) for s in (1, -1)]
        + [0.0, 0.25, 0.5, 1.0, 1.5, -3.0, 0.3333333333333333, 2.0**40 + 0.25],
        "cosineOfPi": uniform(-2, 2, 120) + uniform(-1e6, 1e6, 40) + [0.5 + s * x for x in logarithmic(-15, -1, 20) for s in (1, -1)]
        + [0.0, 0.25, 0.5, 1.0, 1.5, -3.0, 0.3333333333333333, 2.0**40 + 0.25],
    }


def exact(name, x):
    x = mpf(x)
    if name == "exponential":
        return mp.exp(x)
    if name == "exponentialMinusOne":
        return mp.expm1(x)
    if name == "logarithm":
        return mp.log(x)
    if name == "logarithmOnePlus":
        return mp.log1p(x)
    if name in ("sine", "cosine"):
        return mp.sin(x) if name == "sine" else mp.cos(x)
    if name in ("sineOfPi", "cosineOfPi"):
        return mp.sinpi(x) if name == "sineOfPi" else mp.cospi(x)
    if name == "erfc":
        # Near 0 and far out alike, 60 digits survive 1 - erf only to 1e-60.
        return mp.erfc(x)
    if x > 1000:
        term, total, k = mpf(1), mpf(0), 0
        while abs(term) > mpf(10) ** -60:
            total, k = total + term, k + 1
            term *= -mpf(2 * k - 1) / (2 * x * x)
        return total / (x * mp.sqrt(mp.pi))
    with mp.workdps(120):
        return mp.exp(x * x) * mp.erfc(x)


def print_elementary():
    generator = random.Random(20260101)
    print("function,argument,high,low")
    for name, points in elementary_points(generator).items():
        for x in points:
            high, low = double_double(exact(name, x))
            print(f"{name},{x!r},{high!r},{low!r}")


def matrix(case, block):
    """Signs and logarithms of the magnitudes."""
    entries = [[e if isinstance(e, str) else e[0] for e in row] for row in case[block]]
    # Fisher entries have no logarithms of their own in the table: they fit a double.
    texts = case.get("logabs_" + block)
    logs = [
        [double_double(mpf(texts[i][j]) if texts else mp.log(abs(mpf(e)))) for j, e in enumerate(row)]
        for i, row in enumerate(entries)
    ]
    return {
        "sign": [[-1 if e.startswith("-") else 1 for e in row] for row in entries],
        "log_high": [[high for high, _ in row] for row in logs],
        "log_low": [[low for _, low in row] for row in logs],
    }


def print_matrices(path):
    with open(path, encoding="utf-8") as file:
        table = json.load(file)
    cases = []
    for case in table["cases"]:
        cases.append({
            "id": case["id"],
            "group": case["tag"],
            "families": case["family"],
            "weights": [float.fromhex(x) for x in case["p_hex"]],
            "means": [float.fromhex(x) for x in case["mu_hex"]],
            "scales": [float.fromhex(x) for x in case["sigma_hex"]],
            "ratio": [float(x) for x in case.get("R_diag") or []],
            "wasserstein": matrix(case, "tt"),
            "fisher": matrix(case, "ff"),
            "cross": matrix(case, "tm"),
            "mean": matrix(case, "mm"),
        })
    meta = table["meta"]
    about = {key: meta[key] for key in ("description", "method1", "method2", "method3", "method4")}
    lines = ",\n".join(json.dumps(case) for case in cases)
    print('{"about": %s,\n"cases": [\n%s\n]}' % (json.dumps(about, indent=1), lines))


def gap_logarithm(family, p, q, s, t, d):
    """ln of the integral of 1/(p rho(x; s) + q rho(d - x; t)) over [0, d]."""
    p, q, s, t, d = map(mpf, (p, q, s, t, d))
    if family == "G":
        a = lambda x: x * x / (2 * s * s)
        height = mp.sqrt(2 * mp.pi)
        b = lambda x: (d - x) ** 2 / (2 * t * t)
    else:
        a, b, height = lambda x: x / s, lambda x: (d - x) / t, mpf(2)
    first, second = p / s / height, q / t / height
    log_first, log_second = mp.log(first), mp.log(second)
    difference = lambda x: (a(x) - log_first) - (b(x) - log_second)
    centre = mpf(0) if difference(mpf(0)) >= 0 else d
    if difference(mpf(0)) < 0 < difference(d):
        centre = mp.findroot(difference, (mpf(0), d), solver="anderson", verify=False)
    # The exponents at the crossing are taken out, so that no number is large.
    lift = min(a(centre) - log_first, b(centre) - log_second)
    integrand = lambda x: 1 / (mp.exp(lift - a(x) + log_first) + mp.exp(lift - b(x) + log_second))
    steepness = mp.diff(difference, min(max(centre, d / 10**9), d * (1 - mpf(10) ** -9)))
    width = min(1 / abs(steepness), s, t)
    cuts = {mpf(0), d, centre}
    for anchor in (mpf(0), centre, d):
        for step in (1, 2, 4, 7, 11, 16, 24, 40, 70, 120):
            cuts |= {anchor - step * width, anchor + step * width}
    cuts = sorted(x for x in cuts if 0 <= x <= d)
    return lift + mp.log(mp.quad(integrand, cuts))


def print_gaps():
    generator = random.Random(20260102)
    cases = []
    for scale in (1e-4, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0, 4.0):
        for p in (0.5, 0.2, 1e-3, 1e-6):
            cases.append(("G", p, 1 - p, scale, scale, 1.0))
    for family in "GL":
        for ratio in (0.5, 1.0, 2.0, 3.0):
            for scale in (0.005, 0.01, 0.02, 0.05, 0.1):
                cases.append((family, 0.3, 0.7, scale, ratio * scale, 1.0))
    for _ in range(30):
        scale = 10 ** generator.uniform(-3, 0)
        p = 10 ** generator.uniform(-6, -0.1)
        cases.append((generator.choice("GGL"), p, 1 - p, scale, scale * 10 ** generator.uniform(-1, 1),
                      generator.uniform(0.2, 3)))
    print("family,first_weight,second_weight,first_scale,second_scale,gap,high,low")
    mp.dps = 40
    for case in cases:
        high, low = double_double(gap_logarithm(*case))
        print(",".join([case[0], *map(repr, case[1:]), repr(high), repr(low)]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["elementary"]:
        print_elementary()
    elif sys.argv[1:2] == ["matrices"] and len(sys.argv) == 3:
        print_matrices(sys.argv[2])
    elif sys.argv[1:] == ["gaps"]:
        print_gaps()
    else:
        sys.exit(__doc__)
