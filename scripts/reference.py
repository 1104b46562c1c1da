#!/usr/bin/env python3
"""Makes the reference digits that the tests of the kernels compare with.

    scripts/reference.py elementary > Tests/KernelsTests/Reference/elementary.csv
    scripts/reference.py matrices GOLDEN.json > Tests/KernelsTests/Reference/matrices.json

`elementary` evaluates the elementary functions with mpmath at points spread over
their domains; a value is written as two doubles whose sum has some 32 digits.
`matrices` condenses a table of 30-digit information matrices into the form the
tests read. Needs mpmath.
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


if __name__ == "__main__":
    if sys.argv[1:2] == ["elementary"]:
        print_elementary()
    elif sys.argv[1:2] == ["matrices"] and len(sys.argv) == 3:
        print_matrices(sys.argv[2])
    else:
        sys.exit(__doc__)
