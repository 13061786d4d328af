#!/usr/bin/python3
"""Prints the coefficients in src/Aresta/Kernels/Functions: weighted minimax polynomials by the exchange algorithm of E. Remez (1934).

Run by hand (Debian's python3-mpmath). For each polynomial: its terms, lowest first, and the largest error in units of 2^-53 (float64)
or 2^-24 (float32) of the function it is a part of, coefficients rounded.
"""
import struct
from mpmath import mp, mpf, asin, atan, cos, sin, pi, erf, erfc, exp, log, sqrt, polyval, nstr, matrix, lu_solve

mp.dps = 50


def rounded(x, bits):
    return mpf(float(x)) if bits == 53 else mpf(struct.unpack("f", struct.pack("f", float(x)))[0])


def remez(f, w, a, b, powers, rounds=12, grid=800):
    """Coefficients c with least max |w·(Σ c_k x^powers_k − f)| on [a, b]."""
    n = len(powers)
    xs = [(mpf(a) + b) / 2 - (mpf(b) - a) / 2 * cos(pi * k / n) for k in range(n + 1)]
    points = [mpf(a) + (mpf(b) - a) * (1 - cos(pi * k / grid)) / 2 for k in range(grid + 1)]
    fs, ws = [f(x) for x in points], [w(x) for x in points]
    for _ in range(rounds):
        system, right = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for i, x in enumerate(xs):
            for k, p in enumerate(powers):
                system[i, k] = x ** p
            system[i, n] = (-1) ** i / w(x)
            right[i] = f(x)
        solution = lu_solve(system, right)
        c, level = list(solution[:n]), abs(solution[n])
        errors = [ws[i] * (sum(ck * x ** p for ck, p in zip(c, powers)) - fs[i]) for i, x in enumerate(points)]
        extremes = []
        for i, e in enumerate(errors):  # The largest of each run of one sign.
            if extremes and (e > 0) == (errors[extremes[-1]] > 0):
                if abs(e) > abs(errors[extremes[-1]]):
                    extremes[-1] = i
            else:
                extremes.append(i)
        while len(extremes) > n + 1:
            extremes.pop(0 if abs(errors[extremes[0]]) < abs(errors[extremes[-1]]) else -1)
        if len(extremes) < n + 1 or max(abs(e) for e in errors) < level * mpf("1.001"):
            break
        xs = [points[i] for i in extremes]
    return c


def fit(name, f, w, a, b, terms, bits):
    """f on [a, b], where an error of f weighs w in the function's relative error; not less than 1/1000 of that at the ends."""
    floor = max(w(mpf(a)), w(mpf(b))) / 1000
    c = [rounded(x, bits) for x in remez(f, lambda x: max(w(x), floor), a, b, list(range(terms)), grid=500)]
    points = [mpf(a) + (mpf(b) - a) * (i + mpf(1) / 3) / 1000 for i in range(1000)]
    worst = max(abs(w(x) * (polyval(c[::-1], x) - f(x))) for x in points)
    print(f"// {name}, float{'64' if bits == 53 else '32'}: {terms} terms, error {nstr(worst * 2 ** bits, 3)}")
    print(", ".join(repr(float(x)) for x in c) + "\n", flush=True)


half = log(2) / 2 * (1 + mpf(2) ** -10)
quarter = pi / 4 * (1 + mpf(2) ** -6)


def safely(direct):
    """Evaluates with digits to spare: the closed forms cancel near 0, and at 0 they are 0/0."""
    def evaluate(x):
        with mp.workdps(120):
            return direct(x if abs(x) > mpf(10) ** -25 else mpf(10) ** -25)
    return evaluate


e2 = safely(lambda r: (exp(r) - 1 - r) / r ** 2)
l3 = safely(lambda f: (log(1 + f) - f + f * f / 2) / f ** 3)
atanh_rest = safely(lambda z: (log((1 + sqrt(z)) / (1 - sqrt(z))) / sqrt(z) - 2) / z)     # log((1+s)/(1−s)) = 2s + s·z·R(z)
atanh_deep = safely(lambda z: ((log((1 + sqrt(z)) / (1 - sqrt(z))) / sqrt(z) - 2) / z - mpf(2) / 3) / z)
s3 = safely(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z)
c4 = safely(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z ** 2)
erf1 = safely(lambda z: erf(sqrt(z)) / sqrt(z) - 1)
tail = lambda x: -log(erfc(x))
atan3 = safely(lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z)
asin3 = safely(lambda z: (asin(sqrt(z)) / sqrt(z) - 1) / z)


def scaled(u):
    """e^(x²)·erfc(x)/t, where t = u + 1/2 = 1/(1 + 3x/8)."""
    with mp.workdps(400):
        t = u + mpf(1) / 2
        x = (1 / t - 1) * 8 / 3
        return exp(x * x) * erfc(x) / t


top = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * (1 + mpf(2) ** -10)

for bits, terms in ((53, 10), (24, 5)):
    fit("(e^r - 1 - r)/r^2 in r", e2, lambda r: r * r * exp(-r), -half, half, terms, bits)
fit("(e^r - 1 - r)/r^2 in r, for e^r - 1", e2, lambda r: abs(r), -half, half, 11, 53)
fit("(e^r - 1 - r)/r^2 in r, for e^r - 1", e2, lambda r: abs(r), -half, half, 6, 24)
fit("(log((1+s)/(1-s)) - 2s)/s^3 in z = s^2", atanh_rest, lambda z: z / 2, 0, top, 7, 53)
fit("(log((1+s)/(1-s)) - 2s - 2/3 s^3)/s^5 in z = s^2", atanh_deep, lambda z: z * z / 2, 0, top, 8, 53)
fit("(log(1+f) - f + f^2/2)/f^3 in f", l3, lambda f: f * f, sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1, 9, 24)
for bits, terms in ((53, 6), (24, 3)):
    fit("(sin r - r)/r^3 in z = r^2", s3, lambda z: z, 0, quarter ** 2, terms, bits)
for bits, terms in ((53, 6), (24, 3)):
    fit("(cos r - 1 + z/2)/z^2 in z = r^2", c4, lambda z: z * z, 0, quarter ** 2, terms, bits)
for bits, terms in ((53, 13), (24, 7)):
    fit("erf(x)/x - 1 in z = x^2", erf1, lambda z: mpf(1), 0, 1, terms, bits)
fit("-log erfc x in x", tail, lambda x: erfc(x), 1, 4, 8, 24)
fit("-log erfc x in x - 2", lambda t: tail(t + 2), lambda t: erfc(t + 2), -1, 4, 22, 53)
for bits, terms, far in ((53, 21, mpf("27.3")), (24, 9, mpf("10.2"))):
    t = [1 / (1 + x * 3 / 8) - mpf(1) / 2 for x in (far, mpf(1) / 2)]
    fit("e^(x^2) erfc(x)/t in u = t - 1/2", scaled, lambda u: 1 / scaled(u), t[0], t[1], terms, bits)
for bits, terms in ((53, 12), (24, 5)):
    fit("(atan t - t)/t^3 in z = t^2", atan3, lambda z: z, 0, (sqrt(mpf(2)) - 1) ** 2 * (1 + mpf(2) ** -10), terms, bits)
for bits, terms in ((53, 12), (24, 5)):
    fit("(asin t - t)/t^3 in z = t^2", asin3, lambda z: z, 0, mpf("0.2501"), terms, bits)
