#!/usr/bin/python3
"""Writes the tables beside this file: for each rule its value, first and second partial derivatives to 30 digits.

Run by hand (Debian's python3-mpmath); the output is committed. A row is separated by blanks:

    unary    x       f  f'          f''
    ordered  n x     f  f'          f''
    binary   x y     f  fx fy       fxx fxy fyy
    ternary  x y z   f  fx fy fz
    compare  x y     0 or 1

Arguments are exact doubles. A result may carry "~s": the largest term of the formula, where that is larger than the result; its ulp
is then the measure. "?" makes no claim, "-0" and "+0" claim the sign, "0" does not. Every number is computed at rising precision
until 32 digits stand still.
"""
import math
import os
import random
import struct
import sys

from mpmath import mp, mpf, mpc, inf, nan
import mpmath as m

R = random.Random(20240229)
OUT = os.path.dirname(os.path.abspath(__file__))


class Scaled:
    """A result with the largest term of its formula."""
    def __init__(self, value, scale):
        self.value, self.scale = value, scale


def settle(f, args):
    """f(*args) at rising precision until it stands still; None outside the real domain."""
    last = None
    for dps in (60, 120, 240, 480, 960, 1920):
        mp.dps = dps
        v = f(*[mpf(a) if isinstance(a, float) else a for a in args])
        s = mpf(0)
        if isinstance(v, Scaled):
            v, s = v.value, v.scale
        if isinstance(v, (mpc, complex)):
            if v.imag != 0:
                return None
            v = v.real
        v = mpf(v)
        if last is not None and (v == last or abs(v - last) <= abs(v) * mpf(10) ** -32 or abs(v) < mpf(10) ** -400):
            return v, s
        last = v
    raise ArithmeticError(f"no precision is enough at {args}")


def digits(result, reach=308):
    """The text of a result. Beyond the range of doubles: inf; far below: 0."""
    if result is None:
        return "nan"
    v, s = result
    if m.isnan(v):
        return "nan"
    if abs(v) >= mpf(2) ** 1024 - mpf(2) ** 970:
        return "inf" if v > 0 else "-inf"
    if abs(v) < mpf(10) ** -330:
        text = "0"
    else:
        mp.dps = 60
        text = m.nstr(v, 30, min_fixed=-5, max_fixed=12, strip_zeros=True)
        if text.endswith(".0"):
            text = text[:-2]
        text = text.replace(".0e", "e")
    if s and abs(s) > abs(v) * mpf("1.2"):
        text += "~" + m.nstr(abs(s), 3)
    return text


def second(result):
    """Second derivatives make no claim where products inside their formulas leave the range of doubles."""
    text = digits(result)
    if text in ("inf", "-inf", "nan", "0") and result is not None and result[0] == 0:
        return text
    if result is None or text in ("inf", "-inf", "nan") or abs(result[0]) < mpf(10) ** -150 or abs(result[0]) > mpf(10) ** 150:
        return "?"
    return text


def number(x):
    x = float(x)
    return repr(x)[:-2] if repr(x).endswith(".0") else repr(x)


def write(name, rows):
    with open(os.path.join(OUT, name + ".txt"), "w", newline="\n") as f:
        for row in rows:
            f.write(" ".join(row) + "\n")
    print(name, len(rows))


# ---- points

def lin(a, b, n=16):
    return [a + (b - a) * (i + R.random()) / n for i in range(n)]


def log(lo, hi, n=16, both=False):
    out = [10 ** (math.log10(lo) + (math.log10(hi) - math.log10(lo)) * (i + R.random()) / n) for i in range(n)]
    return out + [-x for x in out[::2]] if both else out


def near(p, ulps=(0, 1, 2, 40)):
    out = []
    for k in ulps:
        up = down = float(p)
        for _ in range(k):
            up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        out += [up, down] if k else [up]
    return out


def distinct(points):
    seen, out = set(), []
    for p in points:
        key = struct.pack("<" + "d" * len(p), *p) if isinstance(p, tuple) else struct.pack("<d", p)
        if key not in seen:
            seen.add(key)
            out.append(p)
    return out


TINY = [5e-324, 2.2250738585072014e-308, 1e-200, 1e-17, -1e-17, 1e-9, -1e-9]

CLAIMED = {}


def unary(name, f, d, dd, points, special=()):
    rows = []
    for x in distinct([float(p) for p in points]):
        rows.append([number(x), digits(settle(f, [x])), digits(settle(d, [x])), second(settle(dd, [x]))])
    write(name, rows + [row.split() for row in special])


def ordered(name, f, orders, points, special=()):
    rows = []
    for n in orders:
        for x in distinct([float(p) for p in points(n)]):
            rows.append([str(n), number(x)] + [digits(settle(f, [n, x])), digits(settle(lambda n, x: f(n + 1, x), [n, x])),
                                               second(settle(lambda n, x: f(n + 2, x), [n, x]))])
    write(name, rows + [row.split() for row in special])


def binary(name, f, dx, dy, dxx, dxy, dyy, points, special=()):
    rows = []
    for p in distinct([(float(x), float(y)) for x, y in points]):
        rows.append([number(v) for v in p] + [digits(settle(g, p)) for g in (f, dx, dy)] + [second(settle(g, p)) for g in (dxx, dxy, dyy)])
    write(name, rows + [row.split() for row in special])


def pairs(xs, ys, n=48):
    return [(R.choice(xs), R.choice(ys)) for _ in range(n)]


zero = lambda *a: mpf(0)
one = lambda *a: mpf(1)
ALL = lambda: log(1e-300, 1e300, 20, both=True)
USUAL = lambda: lin(-10, 10, 16)


def arithmetic():
    wide = log(1e-100, 1e100, 24, both=True) + USUAL()
    p = pairs(wide, wide, 40)
    binary("add", lambda x, y: x + y, one, one, zero, zero, zero, p + [(1.0, 2.0 ** -53), (1e308, 1e308)], ["inf -inf nan 1 1 0 0 0"])
    binary("subtract", lambda x, y: x - y, one, lambda x, y: mpf(-1), zero, zero, zero, p, ["inf inf nan 1 -1 0 0 0"])
    binary("multiply", lambda x, y: x * y, lambda x, y: y, lambda x, y: x, zero, one, zero, p + [(0.0, 3.0), (1e200, 1e200)],
           ["0 inf nan inf 0 0 1 0"])
    binary("divide", lambda x, y: x / y, lambda x, y: 1 / y, lambda x, y: -x / y ** 2, zero, lambda x, y: -1 / y ** 2,
           lambda x, y: 2 * x / y ** 3, pairs(log(1e-80, 1e80, 24, both=True) + USUAL(), log(1e-80, 1e80, 24, both=True) + USUAL(), 40)
           + [(0.0, 3.0)], ["1 0 inf inf -inf ? ? ?", "0 0 nan inf nan ? ? ?", "1 inf 0 0 0 ? ? ?"])
    unary("negate", lambda x: -x, lambda x: mpf(-1), zero, ALL() + USUAL(), ["0 -0 -1 0", "-0 +0 -1 0", "inf -inf -1 0", "nan nan -1 0"])
    unary("reciprocal", lambda x: 1 / x, lambda x: -1 / x ** 2, lambda x: 2 / x ** 3, log(1e-150, 1e150, 20, both=True) + USUAL(),
          ["0 inf -inf ?", "-0 -inf -inf ?", "inf 0 0 ?"])
    unary("square", lambda x: x * x, lambda x: 2 * x, lambda x: mpf(2), log(1e-150, 1e150, 20, both=True) + USUAL() + [0.0], ["-inf inf -inf 2"])


def powers():
    def p(x, y):
        return mp.power(x, y)

    def px(x, y):
        v = y * p(x, y - 1)
        rounded = float(y) - 1.0
        mp_error = abs((y - 1) - mpf(rounded))
        # Where y - 1 rounds, the exponent itself is the largest term.
        return Scaled(v, abs(v) * (1 + abs(m.log(x)) * mp_error * mpf(2) ** 51)) if mp_error else v

    pts = pairs(log(1e-30, 1e30, 24), USUAL(), 40) + pairs(lin(0.5, 2, 12), lin(-500, 500, 12), 16) \
        + [(-2.5, 3.0), (-2.5, -4.0), (-1e-3, 7.0), (1.0000000001, 1e10), (0.9999999, -1e8), (2.0, 1023.5), (2.0, -1070.0), (10.0, 300.25),
           (10.0, 0.1), (1e300, 0.5), (1e-300, 0.5), (3.0, 0.0), (1.0, 5.0), (7.0, 1.0), (0.3, 2.0)]
    positive = [(x, y) for x, y in pts if x > 0]
    negative = [(x, y) for x, y in pts if x < 0]
    tolerant = lambda g: lambda x, y: Scaled(g(x, y), abs(p(x, y - 2)) * (1 + abs(y)) ** 2 * (1 + abs(m.log(x)) / 8) + abs(g(x, y)) * (1 + abs(m.log(x))))
    rows = []
    for q in positive:
        rows.append([number(v) for v in q] + [digits(settle(p, q)), digits(settle(px, q)), digits(settle(lambda x, y: p(x, y) * m.log(x), q)),
                    second(settle(tolerant(lambda x, y: y * (y - 1) * p(x, y - 2)), q)),
                    second(settle(tolerant(lambda x, y: p(x, y - 1) * (1 + y * m.log(x))), q)),
                    second(settle(lambda x, y: p(x, y) * m.log(x) ** 2, q))])
    for q in negative:
        rows.append([number(v) for v in q] + [digits(settle(p, q)), digits(settle(px, q)), "nan",
                    second(settle(lambda x, y: y * (y - 1) * p(x, y - 2), q)), "?", "?"])
    special = ["0 0 1 0 ? 0 ? ?", "0 2 0 0 0 2 0 ?", "0 1 0 1 0 0 ? ?", "0 3 0 0 0 0 0 0", "0 0.5 0 inf 0 -inf ? ?", "0 -1 inf -inf -inf ? ? ?", "nan 0 1 0 nan ? ? ?",
               "-0 3 -0 0 0 0 0 ?", "inf 0.5 inf 0 inf ? ? ?", "1 nan 1 nan 0 ? ? ?", "-8 0.5 nan nan nan ? ? ?", "inf 0 1 0 inf ? ? ?"]
    write("power", rows + [r.split() for r in special])

    falling = lambda n, k: mp.mpf(1) if k == 0 else falling(n, k - 1) * (n - k + 1)
    rows = []
    for n in (-7, -3, -2, -1, 0, 1, 2, 3, 4, 10, 101):
        for x in distinct([float(x) for x in log(1e-2, 1e2, 3, both=True) + lin(-3, 3, 3)]):
            rows.append([str(n), number(x)] + [digits(settle(lambda x: falling(n, k) * x ** (n - k) if falling(n, k) else mpf(0), [x])) for k in range(3)])
    special = ["0 0 1 0 0", "0 nan 1 0 0", "1 0 0 1 0", "2 0 0 0 2", "3 0 0 0 0", "3 -0 -0 0 0", "-1 0 inf -inf ?", "-1 -0 -inf -inf ?",
               "-2 inf 0 0 ?", "4 -inf inf -inf ?", "1073741824 1 1 1073741824 ?", "-1073741824 1 1 -1073741824 ?"]
    write("integer_power", rows + [r.split() for r in special])

    positive = ALL()[:20] + lin(0, 10, 16) + TINY[:4]
    positive = [x for x in positive if x > 0]
    unary("sqrt", m.sqrt, lambda x: 1 / (2 * m.sqrt(x)), lambda x: -1 / (4 * x * m.sqrt(x)), positive,
          ["0 +0 inf -inf", "-0 -0 inf ?", "-1 nan nan ?", "inf inf 0 ?"])
    c = lambda x: m.cbrt(x) if x > 0 else -m.cbrt(-x)
    unary("cbrt", c, lambda x: 1 / (3 * c(x) ** 2), lambda x: -2 / (9 * c(x) ** 5), positive + [-x for x in positive[::2]] + [8.0, -27.0],
          ["0 +0 inf ?", "-0 -0 inf ?", "-inf -inf 0 ?"])
    unary("rsqrt", lambda x: 1 / m.sqrt(x), lambda x: -1 / (2 * x * m.sqrt(x)), lambda x: 3 / (4 * x * x * m.sqrt(x)), positive,
          ["0 inf -inf ?", "-1 nan nan ?", "inf 0 0 ?"])


def exponentials():
    pts = lin(-700, 700, 12) + USUAL() + log(1e-300, 1, 8, both=True) + [0.0, 709.78, -745.0, -740.5, 710.0, -800.0]
    unary("exp", m.exp, m.exp, m.exp, pts, ["inf inf inf ?", "-inf 0 0 0", "nan nan nan ?"])
    base = lambda b: (lambda x: mpf(b) ** x, lambda x: m.log(b) * mpf(b) ** x, lambda x: m.log(b) ** 2 * mpf(b) ** x)
    unary("exp2", *base(2), lin(-1020, 1020, 12) + USUAL() + [0.0, 10.0, -3.0, 1023.9, -1074.0, -1060.3, 1e-20], ["-inf 0 0 0"])
    unary("exp10", *base(10), lin(-300, 300, 12) + USUAL() + [0.0, 5.0, -3.0, 22.0, 308.2, -320.3, 1e-20], ["-inf 0 0 0"])
    unary("expm1", m.expm1, m.exp, m.exp, pts + TINY + near(0.5) + near(-0.5) + lin(-1, 1, 12), ["-0 -0 1 1", "-inf -1 0 0", "inf inf inf ?"])
    g = lambda x: m.exp(-x * x)
    unary("gaussian", g, lambda x: Scaled(-2 * x * g(x), 2 * x * mpf(2) ** -1022 if g(x) < mpf(2) ** -1022 else 0), lambda x: Scaled((4 * x * x - 2) * g(x), (4 * x * x + 2) * g(x)),
          lin(-6, 6, 16) + lin(6, 26, 10) + TINY + [0.0, 26.5, 27.2, 30.0, 1e200], ["inf 0 0 ?", "-inf 0 0 ?"])


def logarithms():
    pts = log(1e-300, 1e300, 16) + lin(0, 10, 12) + near(1) + [1.001, 0.999, 5e-324, 1e-310]
    for name, b in (("log", None), ("log2", 2), ("log10", 10)):
        k = (lambda: mpf(1)) if b is None else (lambda b=b: m.log(b))
        unary(name, lambda x: m.log(x) / k(), lambda x: 1 / (x * k()), lambda x: -1 / (x * x * k()), pts,
              ["0 -inf inf ?", "-1 nan ? ?", "inf inf 0 ?", "nan nan nan ?"])
    unary("log1p", m.log1p, lambda x: 1 / (1 + x), lambda x: -1 / (1 + x) ** 2,
          log(1e-300, 1e300, 16) + lin(-1, 1, 16) + TINY + log(1e-12, 1e-1, 10, both=True) + near(-1, (1, 2, 40))[::2] + near(1, (0, 1, 3)) + near(-0.5) + [2.0 ** -53, -2.0 ** -53],
          ["0 +0 1 -1", "-0 -0 1 -1", "-1 -inf inf ?", "-2 nan ? ?", "inf inf 0 0"])
    xs, ys = log(1e-50, 1e50, 12, both=True) + USUAL(), log(1e-50, 1e50, 16) + lin(0, 3, 8) + near(1)
    binary("xlogy", lambda x, y: x * m.log(y), lambda x, y: m.log(y), lambda x, y: x / y, zero, lambda x, y: 1 / y, lambda x, y: -x / y ** 2,
           pairs(xs, ys, 40) + [(0.0, 2.0)], ["0 0 0 -inf 0 0 ? ?", "0 -1 0 nan 0 ? ? ?", "0 nan nan nan ? ? ? ?", "2 0 -inf -inf inf ? ? ?", "0 inf 0 inf 0 ? ? ?"])
    ys = log(1e-50, 1e50, 16) + lin(-1, 3, 8) + TINY + [-1 + 1e-10]
    binary("xlog1py", lambda x, y: x * m.log1p(y), lambda x, y: m.log1p(y), lambda x, y: x / (1 + y), zero, lambda x, y: 1 / (1 + y),
           lambda x, y: -x / (1 + y) ** 2, pairs(xs, ys, 40) + [(0.0, 2.0)], ["0 -1 0 -inf 0 0 ? ?", "0 nan nan nan ? ? ? ?"])
    s = lambda d: 1 / (1 + m.exp(-d))
    f = lambda x, y: Scaled(max(x, y) + m.log1p(m.exp(-abs(x - y))), max(abs(x), abs(y)))
    ss = lambda x, y: s(x - y) * s(y - x)
    gap = lambda g: lambda x, y: Scaled(g(x, y), g(x, y) * (1 + max(0, abs(x - y) * (2 ** mp.mpf(1)) / 8) if float(x) - float(y) != x - y else 1))
    binary("logaddexp", f, gap(lambda x, y: s(x - y)), gap(lambda x, y: s(y - x)), gap(ss), lambda x, y: Scaled(-ss(x, y), ss(x, y) * (1 + abs(x - y))), gap(ss),
           pairs(USUAL(), USUAL(), 24) + [(x, x) for x in lin(-50, 50, 6)] + [(1000.0, 1000.0), (1000.0, 0.0), (-1000.0, -1000.0), (0.0, -800.0), (-0.6931471805599453, -0.6931471805599453), (1e300, -1e300), (-5.0, -0.006760749449489)],
           ["inf inf inf 0.5 0.5 ? ? ?", "-inf -inf -inf 0.5 0.5 ? ? ?", "inf 3 inf 1 0 0 0 0", "-inf 3 3 0 1 0 0 0", "inf -inf inf 1 0 0 0 0", "3 -inf 3 1 0 0 0 0",
            "nan 1 nan nan nan ? ? ?", "inf nan nan nan nan ? ? ?"])


def logistic():
    s = lambda x: 1 / (1 + m.exp(-x))
    d = lambda x: s(x) * s(-x)
    pts = lin(-20, 20, 20) + lin(-700, 700, 10) + TINY + [0.0, 36.7, 40.0, -745.0, 800.0, -800.0, 1e300, -1e300]
    unary("sigmoid", s, d, lambda x: Scaled(d(x) * (s(-x) - s(x)), d(x)), pts, ["inf 1 0 0", "-inf 0 0 0", "nan nan nan ?"])
    unary("log_sigmoid", lambda x: -m.log1p(m.exp(-x)), lambda x: s(-x), lambda x: -d(x), pts, ["inf 0 0 0", "-inf -inf 1 0", "nan nan nan ?"])
    unary("softplus", lambda x: m.log1p(m.exp(x)), s, d, pts, ["inf inf 1 0", "-inf 0 0 0", "nan nan nan ?"])
    unary("logit", lambda x: m.log(x / (1 - x)), lambda x: 1 / (x * (1 - x)), lambda x: Scaled((2 * x - 1) / (x * (1 - x)) ** 2, 1 / (x * (1 - x)) ** 2),
          lin(0, 1, 30) + log(1e-300, 1e-3, 8) + near(0.5) + near(0.25) + near(0.75) + [1 - 2.0 ** -53, 1 - 1e-9], ["0 -inf inf ?", "1 inf inf ?", "2 nan ? ?"])


def trigonometric():
    multiples = [float(k * mp.pi / 2) for k in (1, 2, 3, 4, 5, 6, 7, 100, 201, 10 ** 6, 10 ** 6 + 1, 10 ** 15)]
    big = [1e22, 1e100, 1.7976931348623157e308, 6381956970095103.0 * 2.0 ** 797, -1e50, 2.0 ** 1000]
    pts = USUAL() + lin(-100, 100, 8) + TINY + multiples + near(mp.pi, (1,)) + log(1e3, 1e300, 8) + big
    unary("sin", m.sin, m.cos, lambda x: -m.sin(x), pts, ["0 +0 1 0", "-0 -0 1 0", "inf nan nan ?"])
    unary("cos", m.cos, lambda x: -m.sin(x), lambda x: -m.cos(x), pts, ["0 1 0 -1", "inf nan nan ?"])
    unary("tan", m.tan, lambda x: 1 + m.tan(x) ** 2, lambda x: 2 * m.tan(x) * (1 + m.tan(x) ** 2), pts, ["0 +0 1 0", "-0 -0 1 0", "inf nan nan ?"])
    unit = lin(-1, 1, 24) + TINY + near(1, (1, 2, 40))[1::2] + near(-1, (1, 2, 40))[::2] + [0.5, -0.5, 1 - 1e-9, 1 - 1e-4]
    q = lambda x: m.sqrt((1 - x) * (1 + x))
    unary("asin", m.asin, lambda x: 1 / q(x), lambda x: Scaled(x / q(x) ** 3, 1 / q(x) ** 3), unit, ["0 +0 1 0", "1 1.570796326794896619231322 inf ?", "-1 -1.570796326794896619231322 inf ?", "2 nan nan ?"])
    unary("acos", m.acos, lambda x: -1 / q(x), lambda x: Scaled(-x / q(x) ** 3, 1 / q(x) ** 3), unit + [0.0], ["1 0 -inf ?", "-1 3.141592653589793238462643 -inf ?", "2 nan nan ?"])
    unary("atan", m.atan, lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2, USUAL() + TINY + log(10, 1e150, 10, both=True) + [1.0, -1.0],
          ["0 +0 1 0", "inf 1.570796326794896619231322 0 ?", "-inf -1.570796326794896619231322 0 ?"])
    r2 = lambda x, y: x * x + y * y
    wide = log(1e-100, 1e100, 16, both=True)
    pp = pairs(USUAL(), USUAL(), 30) + pairs(wide, wide, 16)
    binary("atan2", m.atan2, lambda x, y: y / r2(x, y), lambda x, y: -x / r2(x, y),
           lambda x, y: Scaled(-2 * x * y / r2(x, y) ** 2, 1 / r2(x, y)), lambda x, y: Scaled((x * x - y * y) / r2(x, y) ** 2, 1 / r2(x, y)),
           lambda x, y: Scaled(2 * x * y / r2(x, y) ** 2, 1 / r2(x, y)),
           pp + [(0.0, 2.0), (0.0, -2.0), (3.0, 0.0), (-3.0, 0.0), (1e200, 1e200), (1e-200, 1e-200), (1e300, 1e10), (1e-300, -1.0)],
           ["0 0 0 0 0 0 0 0", "-0 -1 -3.141592653589793238462643 -1 0 ? ? ?"])
    h = lambda x, y: m.sqrt(r2(x, y))
    binary("hypot", h, lambda x, y: x / h(x, y), lambda x, y: y / h(x, y), lambda x, y: Scaled(y * y / h(x, y) ** 3, 1 / h(x, y)),
           lambda x, y: -x * y / h(x, y) ** 3, lambda x, y: Scaled(x * x / h(x, y) ** 3, 1 / h(x, y)),
           pp + [(3.0, 4.0), (0.0, 2.0), (1e200, 1e200), (1e-200, -1e-200), (1.5e308, 1.0), (1.0, 1e-9)],
           ["5e-324 5e-324 5e-324~1e-310 ? ? ? ? ?", "1e-310 3e-310 3.162277660168379e-310 ? ? ? ? ?", "0 0 0 0 0 0 0 0", "inf nan inf ? ? ? ? ?", "-inf 1 inf ? ? ? ? ?"])
    sp, cp = m.sinpi, m.cospi
    pts = lin(-3, 3, 20) + TINY + [k / 4 for k in range(-9, 10)] + near(1, (1, 40)) + near(0.5, (1, 40)) + log(10, 1e14, 10, both=True) + [1e22, 1e300, 4503599627370495.5]
    pi = lambda: +mp.pi
    unary("sinpi", sp, lambda x: pi() * cp(x), lambda x: -pi() ** 2 * sp(x), pts, ["0 +0 3.141592653589793238462643 0", "-0 -0 3.141592653589793238462643 0", "-2 -0 ? 0", "inf nan nan ?"])
    unary("cospi", cp, lambda x: -pi() * sp(x), lambda x: -pi() ** 2 * cp(x), pts, ["0 1 0 -9.869604401089358618834491", "inf nan nan ?"])
    unary("tanpi", lambda x: sp(x) / cp(x), lambda x: pi() / cp(x) ** 2, lambda x: 2 * pi() ** 2 * sp(x) / cp(x) ** 3,
          [x for x in pts if abs(x) < 1e15 and (x % 1) != 0.5], ["0.5 inf inf ?", "-0.5 -inf inf ?", "inf nan nan ?"])
    ordered("sinc_derivative", sinc, (0, 1, 2, 3, 5), lambda n: lin(-3, 3, 8) + lin(3, 30, 3) + [0.0, 1e-300, 1e-9, 1.0, -2.0, 0.25, 1e6 + 0.25])
    unary("sinc", lambda x: sinc(0, x), lambda x: sinc(1, x), lambda x: sinc(2, x), lin(-3, 3, 24) + lin(3, 100, 10) + TINY + [0.0, 1.0, -2.0, 0.5, 1e-4, 1e-3, 0.01, 1e6 + 0.25, 1e15 + 0.5],
          ["nan nan nan ?", "inf nan nan ?"])


def sinc(n, x):
    """The n-th derivative of sin(pi x)/(pi x), by its recurrence or its series."""
    z = mp.pi * x
    if abs(z) < n + 1:
        total, largest, k = mpf(0), mpf(0), (n + 1) // 2
        while True:
            term = (-1) ** k * z ** (2 * k - n) / ((2 * k + 1) * m.factorial(2 * k - n))
            total += term
            largest = max(largest, abs(term))
            k += 1
            if abs(term) <= mp.eps * largest or largest == 0 and k > n + 4:
                return Scaled(total * mp.pi ** n, largest * mp.pi ** n)
    f, scale = m.sinpi(x) / z, mpf(0)
    for k in range(1, n + 1):
        wave = [m.sinpi(x), m.cospi(x), -m.sinpi(x), -m.cospi(x)][k % 4]
        scale = (mp.pi ** (k - 1) + k * max(abs(f), scale)) / abs(x)
        f = (mp.pi ** (k - 1) * wave - k * f) / x
    return Scaled(f, scale)


def hyperbolic():
    pts = lin(-700, 700, 8) + USUAL() + TINY + log(1e-6, 1, 6, both=True) + lin(-1, 1, 8) + [0.0, 710.2, -710.2, 20.0, 22.5]
    unary("sinh", m.sinh, m.cosh, m.sinh, pts, ["-0 -0 1 0", "inf inf inf ?", "-inf -inf inf ?"])
    unary("cosh", m.cosh, m.sinh, m.cosh, pts, ["inf inf inf ?", "-inf inf -inf ?"])
    unary("tanh", m.tanh, lambda x: m.sech(x) ** 2, lambda x: -2 * m.tanh(x) * m.sech(x) ** 2, USUAL() + TINY + log(1e-6, 1, 6, both=True) + lin(10, 340, 12) + [0.0, 18.7, 19.1, -22.0, 800.0],
          ["-0 -0 1 0", "inf 1 0 ?", "-inf -1 0 ?"])
    unary("asinh", m.asinh, lambda x: 1 / m.sqrt(1 + x * x), lambda x: -x / m.sqrt(1 + x * x) ** 3, USUAL() + TINY + log(1e-6, 1e300, 20, both=True) + [0.0], ["-0 -0 1 0", "inf inf 0 ?", "-inf -inf 0 ?"])
    q = lambda x: m.sqrt(x - 1) * m.sqrt(x + 1)
    unary("acosh", m.acosh, lambda x: 1 / q(x), lambda x: -x / q(x) ** 3, lin(1, 10, 16) + log(10, 1e300, 12) + near(1, (1, 2, 40))[::2] + [1 + 1e-9, 1 + 1e-4], ["1 0 inf ?", "0 nan nan ?", "-3 nan nan ?", "inf inf 0 ?"])
    unary("atanh", m.atanh, lambda x: 1 / ((1 - x) * (1 + x)), lambda x: Scaled(2 * x / ((1 - x) * (1 + x)) ** 2, 1 / ((1 - x) * (1 + x)) ** 2),
          lin(-1, 1, 24) + TINY + near(1, (1, 2, 40))[1::2] + [0.0, 1 - 1e-9], ["-0 -0 1 0", "1 inf inf ?", "-1 -inf inf ?", "2 nan ? ?"])


def secants():
    pts = USUAL() + lin(-100, 100, 8) + [1e-9, -1e-9, 1e-100] + [float(k * mp.pi / 2) for k in (1, 2, 3, 1000)] + log(1e3, 1e300, 8) + [6381956970095103.0 * 2.0 ** 797]
    unary("sec", m.sec, lambda x: m.sec(x) * m.tan(x), lambda x: m.sec(x) * (1 + 2 * m.tan(x) ** 2), pts, ["0 1 0 1", "inf nan nan ?"])
    unary("csc", m.csc, lambda x: -m.csc(x) * m.cot(x), lambda x: m.csc(x) * (1 + 2 * m.cot(x) ** 2), pts, ["0 inf -inf ?", "inf nan nan ?"])
    unary("cot", m.cot, lambda x: -m.csc(x) ** 2, lambda x: 2 * m.cot(x) * m.csc(x) ** 2, pts, ["0 inf -inf ?", "inf nan nan ?"])
    out = lin(1, 10, 12) + log(10, 1e90, 8) + near(1, (1, 2, 40))[::2] + [1 + 1e-9, 1 + 1e-4]
    out += [-x for x in out[::2]]
    s = lambda x: 1 / (abs(x) * m.sqrt(abs(x) - 1) * m.sqrt(abs(x) + 1))
    ds = lambda x: -m.sign(x) * (2 * x * x - 1) / (x * x * ((abs(x) - 1) * (abs(x) + 1)) ** mpf(1.5))
    unary("asec", m.asec, s, ds, out, ["1 0 inf ?", "-1 3.141592653589793238462643 inf ?", "0.5 nan nan ?"])
    unary("acsc", m.acsc, lambda x: -s(x), lambda x: -ds(x), out, ["1 1.570796326794896619231322 -inf ?", "-1 -1.570796326794896619231322 -inf ?", "0.5 nan nan ?"])
    unary("acot", lambda x: m.atan(1 / x), lambda x: -1 / (1 + x * x), lambda x: 2 * x / (1 + x * x) ** 2, USUAL() + log(1e-100, 1e100, 12, both=True), ["0 1.570796326794896619231322 -1 0", "inf +0 0 ?"])
    pts = USUAL() + lin(-30, 30, 8) + lin(30, 140, 5) + log(1e-6, 1, 6, both=True) + [2.0, -2.0]
    unary("sech", m.sech, lambda x: -m.sech(x) * m.tanh(x), lambda x: Scaled(m.sech(x) * (1 - 2 * m.sech(x) ** 2), m.sech(x)), pts + [0.0, 1e-300, 711.5, -740.0], ["inf 0 0 ?", "-inf 0 0 ?"])
    unary("csch", m.csch, lambda x: -m.csch(x) * m.coth(x), lambda x: m.csch(x) * (1 + 2 * m.csch(x) ** 2), pts + [1e-100, 711.5, -740.0], ["0 inf -inf ?", "inf 0 0 ?", "-inf -0 0 ?"])
    unary("coth", m.coth, lambda x: -m.csch(x) ** 2, lambda x: 2 * m.coth(x) * m.csch(x) ** 2, pts + [1e-100], ["0 inf -inf ?", "inf 1 0 ?", "-inf -1 0 ?"])
    q = lambda x: (1 - x) * (1 + x)
    unary("asech", m.asech, lambda x: -1 / (x * m.sqrt(q(x))), lambda x: Scaled((1 - 2 * x * x) / (x * x * q(x) ** mpf(1.5)), 1 / (x * x * q(x) ** mpf(1.5))),
          lin(0, 1, 24) + log(1e-100, 1e-2, 8) + near(1, (1, 2, 40))[1::2] + [1 - 1e-9], ["0 inf -inf ?", "1 0 -inf ?", "-0.5 nan ? ?", "2 nan nan ?"])
    unary("acsch", m.acsch, lambda x: -1 / (abs(x) * m.sqrt(1 + x * x)), lambda x: m.sign(x) * (1 + 2 * x * x) / (x * x * m.sqrt(1 + x * x) ** 3), USUAL() + log(1e-100, 1e100, 16, both=True),
          ["0 inf -inf ?", "inf +0 0 ?"])
    unary("acoth", m.acoth, lambda x: 1 / q(x), lambda x: 2 * x / q(x) ** 2, out, ["1 inf inf ?", "-1 -inf inf ?", "0.5 nan ? ?", "inf +0 0 ?"])


def signs():
    pts = USUAL() + log(1e-300, 1e300, 8, both=True)
    unary("abs", abs, m.sign, zero, pts, ["0 +0 0 0", "-0 +0 0 0", "inf inf 1 0", "-inf inf -1 0", "nan nan nan 0"])
    unary("sign", m.sign, zero, zero, pts, ["0 +0 0 0", "-0 -0 0 0", "-inf -1 0 0", "nan nan 0 0"])
    s = lambda v: mpf(math.copysign(1, float(v)))
    binary("copysign", lambda x, y: abs(x) * s(y), lambda x, y: m.sign(x) * s(y), zero, zero, zero, zero, pairs(pts, pts, 24), ["0 -1 -0 0 0 0 0 0", "2 -0 -2 -1 0 0 0 0", "-2 0 2 -1 0 0 0 0"])
    half = mpf(1) / 2
    less = lambda x, y: mpf(1) if x < y else half if x == y else mpf(0)
    p = pairs(pts, pts, 16) + [(2.5, 2.5), (-1.0, -1.0)]
    lo, hi = (min, less, lambda x, y: less(y, x)), (max, lambda x, y: less(y, x), less)
    binary("min", *lo, zero, zero, zero, p, ["0 -0 -0 0.5 0.5 0 0 0", "-0 0 -0 0.5 0.5 0 0 0", "nan 1 nan 0 0 0 0 0", "1 nan nan 0 0 0 0 0", "inf inf inf 0.5 0.5 0 0 0", "-inf 3 -inf 1 0 0 0 0"])
    binary("max", *hi, zero, zero, zero, p, ["0 -0 +0 0.5 0.5 0 0 0", "-0 0 +0 0.5 0.5 0 0 0", "nan 1 nan 0 0 0 0 0", "1 nan nan 0 0 0 0 0", "inf 1 inf 1 0 0 0 0"])
    binary("fmin", *lo, zero, zero, zero, p, ["nan 1 1 0 1 0 0 0", "1 nan 1 1 0 0 0 0", "nan nan nan ? ? ? ? ?"])
    binary("fmax", *hi, zero, zero, zero, p, ["nan 1 1 0 1 0 0 0", "1 nan 1 1 0 0 0 0", "nan nan nan ? ? ? ? ?"])
    rows = ["5 1 3 3 0 0 1", "2 1 3 2 1 0 0", "-1 1 3 1 0 1 0", "1 1 3 1 1 0 0", "3 1 3 3 1 0 0", "2 2 2 2 1 0 0", "0 3 1 1 0 0 1", "2 3 1 1 0 0 1", "4 3 1 1 0 0 1",
            "nan 1 3 nan ? ? ?", "-inf 1 3 1 0 1 0", "inf 1 3 3 0 0 1", "2 -inf inf 2 1 0 0", "0.1 0.25 0.5 0.25 0 1 0", "1 2 2 2 0 1 0", "3 2 2 2 0 0 1", "1 nan 3 nan ? ? ?"]
    write("clamp", [r.split() for r in rows])


def rounding():
    pts = USUAL() + log(1e-300, 1e300, 8, both=True) + [0.5, 1.5, 2.5, -0.5, -1.5, 3.0, -4.0, 0.49999999999999994, 4503599627370497.5, 2.0 ** 53]
    edge = ["0 +0 0 0", "-0 -0 0 0", "inf inf 0 0", "nan nan 0 0"]
    unary("floor", m.floor, zero, zero, pts, edge + ["0.3 +0 0 0"])
    unary("ceil", m.ceil, zero, zero, pts, edge + ["-0.3 -0 0 0"])
    nearest = lambda x: mpf(2) * m.floor(x / 2 + mpf(1) / 4) if (x - m.floor(x)) == mpf(1) / 2 else m.floor(x + mpf(1) / 2)
    unary("round", nearest, zero, zero, pts, edge + ["-0.3 -0 0 0", "2.5 2 0 0", "3.5 4 0 0", "-2.5 -2 0 0"])
    unary("truncate", lambda x: m.floor(x) if x > 0 else m.ceil(x), zero, zero, pts, edge + ["-0.3 -0 0 0"])
    wide = USUAL() + log(1e-3, 1e10, 8, both=True)
    p = pairs(wide, USUAL() + log(1e-3, 1e3, 8, both=True), 40) + [(1.0, 0.1), (-1.0, 0.1), (1.0, -0.1), (0.3, 0.1), (6.0, 3.0), (-6.0, 4.0), (1e300, 7.0), (5.5, -2.5), (0.7, 0.1), (2.0 ** 60, 3.0)]
    fl, tr = lambda x, y: m.floor(x / y), lambda x, y: m.floor(x / y) if x / y > 0 else m.ceil(x / y)
    moderate = [q for q in p if abs(q[0] / q[1]) < 2 ** 50]
    rem = lambda x, y: Scaled(x - y * fl(x, y), y)
    binary("remainder", rem, one, lambda x, y: -fl(x, y), zero, zero, zero, moderate, ["1e300 7 ? 1 ? 0 0 0", "4 inf 4 1 0 0 0 0", "-4 inf inf 1 1 0 0 0", "inf 3 nan 1 ? ? ? ?", "1 0 nan 1 ? ? ? ?", "-6 3 +0 1 2 0 0 0", "6 -3 -0 1 2 0 0 0"])
    binary("fmod", lambda x, y: x - y * tr(x, y), one, lambda x, y: -tr(x, y), zero, zero, zero, moderate, ["4 inf 4 1 0 0 0 0", "-4 inf -4 1 0 0 0 0", "-6 3 -0 1 2 0 0 0", "1 0 nan 1 ? ? ? ?"])
    binary("floor_divide", fl, zero, zero, zero, zero, zero, moderate, ["1 0 inf 0 0 ? ? ?", "0 0 nan 0 0 ? ? ?", "4 inf 0 0 0 0 0 0", "-4 inf -1 0 0 0 0 0", "inf 3 inf 0 0 0 0 0", "1e300 7 1.428571428571428571428571e299 0 0 0 0 0"])
    cases = [(1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (-0.0, 0.0), (math.inf, math.inf), (-math.inf, 1.0), (math.nan, 1.0), (math.nan, math.nan), (1.0, math.nan)]
    import operator as o
    for name, f in (("less", o.lt), ("less_or_equal", o.le), ("greater", o.gt), ("greater_or_equal", o.ge), ("equal", o.eq), ("not_equal", o.ne)):
        write(name, [[number(x), number(y), "1" if f(x, y) else "0"] for x, y in cases])


def error_functions():
    g = lambda x: 2 / m.sqrt(mp.pi) * m.exp(-x * x)
    pts = lin(-3, 3, 24) + lin(3, 27, 10) + TINY + near(1, (0, 1, 2)) + near(0.5, (0, 1)) + [0.0, -1.0, -5.0, 26.5, 28.0, 1e10]
    unary("erf", m.erf, g, lambda x: -2 * x * g(x), pts, ["-0 -0 1.128379167095512573896159 0", "inf 1 0 ?", "-inf -1 0 ?", "nan nan nan ?"])
    unary("erfc", m.erfc, lambda x: -g(x), lambda x: 2 * x * g(x), pts, ["inf 0 0 ?", "-inf 2 0 ?", "nan nan nan ?"])

    def ex(x):
        if x > 10 ** 8:
            return (1 - 1 / (2 * x * x)) / (x * m.sqrt(mp.pi))
        return m.exp(x * x) * m.erfc(x)
    de = lambda x: 2 * x * ex(x) - 2 / m.sqrt(mp.pi)
    unary("erfcx", lambda x: Scaled(ex(x), 0), lambda x: Scaled(de(x), 2 / m.sqrt(mp.pi)),
          lambda x: Scaled(2 * ex(x) + 2 * x * de(x), 2 * ex(x) + 4 * abs(x) * (abs(x) * ex(x) + 1)),
          lin(-3, 3, 24) + lin(3, 50, 10) + log(50, 1e7, 6) + TINY + [0.0, -10.0, -26.0, 2.0 ** 25], ["inf 0 ? ?", "-inf inf -inf ?", "1e300 5.641895835477562869480795e-301 ? ?"])

    def inverse(q):
        """y with erfc(y) = q, by Newton at the working precision."""
        y = m.sqrt(-m.log(q)) if q < mpf(1) / 10 else (1 - q) * m.sqrt(mp.pi) / 2
        for _ in range(200):
            step = (m.erfc(y) - q) / (2 / m.sqrt(mp.pi) * m.exp(-y * y))
            # On the logarithm, which is nearly quadratic, where the tail is thin.
            if q < mpf(1) / 10:
                e = m.erfc(y)
                step = (m.log(e) - m.log(q)) / (2 / m.sqrt(mp.pi) * m.exp(-y * y) / e)
            y += step
            if abs(step) < abs(y) * mpf(10) ** (-mp.dps + 8):
                return y
        raise ArithmeticError("no convergence")
    ei = lambda x: mpf(0) if x == 0 else (inverse(1 - x) if x > 0 else -inverse(1 + x)) if abs(x) > mpf(1) / 1000 else m.erfinv(x)
    k = lambda: m.sqrt(mp.pi) / 2
    unary("erfinv", ei, lambda x: k() * m.exp(ei(x) ** 2), lambda x: Scaled(2 * ei(x) * (k() * m.exp(ei(x) ** 2)) ** 2, k() ** 2 * m.exp(2 * ei(x) ** 2)),
          lin(-1, 1, 24) + log(1e-12, 1e-1, 6, both=True) + TINY + near(0.5, (0, 1)) + near(1, (1, 2, 40))[1::2] + near(-1, (1,))[:1] + [1 - 1e-9, 1 - 1e-5],
          ["0 +0 0.8862269254527580136490837 0", "-0 -0 0.8862269254527580136490837 0", "1 inf inf ?", "-1 -inf inf ?", "2 nan ? ?", "nan nan nan ?"])
    ec = lambda x: inverse(x) if x <= 1 else -inverse(2 - x)
    unary("erfcinv", lambda x: Scaled(ec(x), 0), lambda x: -k() * m.exp(ec(x) ** 2), lambda x: Scaled(2 * ec(x) * (k() * m.exp(ec(x) ** 2)) ** 2, k() ** 2 * m.exp(2 * ec(x) ** 2)),
          lin(0, 2, 20) + log(1e-300, 1e-2, 12) + near(0.5, (0, 1)) + near(1.5, (0, 1)) + near(2, (1, 40))[1::2] + [5e-324, 1e-310, 0.999999, 1.00001],
          ["1 0 -0.8862269254527580136490837 0", "0 inf -inf ?", "2 -inf -inf ?", "-1 nan ? ?", "3 nan ? ?"])


def gamma_functions():
    def lg(x):
        v = m.log(abs(m.gamma(x))) if abs(x) < 1e5 else m.loggamma(x).real
        return Scaled(v, m.loggamma(-x).real if x < -1 else abs(m.log(mp.pi / m.sinpi(x) / x)) if x < 0 and x > -1 else 0)

    def cot(x):
        return m.cospi(x) / m.sinpi(x)

    def psi(n, x):
        v = m.psi(n, x)
        if x > 0:
            return v
        if n == 0:  # by reflection
            return Scaled(v, max(abs(m.psi(0, 1 - x)), abs(mp.pi * cot(x))))
        if x > -0.5:
            return Scaled(v, abs(m.psi(n, 1 + x)))
        f = x - m.floor(x)
        return Scaled(v, max(abs(m.psi(n, f)), abs(m.psi(n, 1 - f)), abs(m.psi(n, 1 - x))))
    zeros = [-2.457024738220801, -2.7476826467274127, -3.1435808883499798, -3.9552942848585979]
    pts = lin(0, 3, 20) + lin(3, 30, 12) + log(30, 1e15, 8) + [1e100, 1e300, 2.5e305, 1.0, 2.0, 3.0, 0.5, 1.5, 2.5, 10.0] + near(1, (1, 3, 40)) + near(2, (1, 3, 40)) \
        + near(10, (1,)) + log(1e-300, 1e-2, 8, both=True) + [5e-324, 1e-310]
    negative = lin(-6, 0, 18) + near(-1, (1, 40)) + near(-2, (1, 40)) + near(-0.5, (0, 1)) + [-20.3, -100.7, -1000.25, -1e6 - 0.3, -171.5]
    unary("lgamma", lg, lambda x: psi(0, x), lambda x: psi(1, x), pts + negative + zeros + near(zeros[0], (1,)),
          ["0 inf -inf inf", "-0 inf inf inf", "-1 inf nan inf", "-7 inf nan inf", "inf inf inf ?", "-inf inf ? ?", "nan nan nan ?"])
    root = 1.4616321449683622
    dz = [-0.5040830082644554, -1.5734984731623904, -2.6107208684441447]
    unary("digamma", lambda x: psi(0, x), lambda x: psi(1, x), lambda x: psi(2, x), pts + negative + near(root, (0, 1, 2, 1000)) + [1.46, 1.47, 1.45, 1.5] + dz,
          ["0 -inf inf ?", "-0 inf inf ?", "-1 nan inf ?", "inf inf 0 ?", "nan nan nan ?"])
    ordered("polygamma", psi, (0, 1, 2, 3, 4, 7, 12), lambda n: lin(0, 3, 4) + lin(3, 30, 3) + log(30, 1e6, 2) + [1.0, 0.5, 1e-3, 10.0, -0.3, -0.7, -2.4, -10.3],
            ["1 0 inf -inf ?", "1 -3 inf nan ?", "2 -3 nan inf ?", "0 1e-300 -1e300 ? ?", "1 1e300 1e-300 ? ?", "1 inf 0 0 ?", "2 inf 0 0 ?", "1 nan nan nan ?", "0 -1 nan inf ?"])


def bessel_functions():
    """Each kind by its own differential recurrence; near its zeros an oscillating function is measured by its amplitude."""
    def family(kind, sign, scale, weight=lambda x: 1):
        def f(n, x):
            return kind(n, x) * weight(x)

        def d(n, x, k):
            v = f(n, x) if k == 0 else (-sign * d(1, x, k - 1) if n == 0 and sign > 0 else d(1, x, k - 1) if n == 0
                                        else (d(n - 1, x, k - 1) - sign * d(n + 1, x, k - 1)) / 2)
            return v

        return lambda n, x, k: Scaled(d(n, x, k), scale(n, x, k))

    def rows(name, g, orders, points, special):
        out = []
        for n in orders:
            for x in distinct([float(p) for p in points(n)]):
                cells = [settle(lambda n, x: g(n, x, k), [n, x]) for k in range(3)]
                out.append([str(n), number(x), digits(cells[0]), digits(cells[1]), second(cells[2])])
        write(name, out + [r.split() for r in special])

    amplitude = lambda n, x, k: m.sqrt(2 / (mp.pi * abs(x))) if abs(x) > n + 1 else mpf(0)
    pts = lambda n: lin(0, 3, 5) + lin(3, 30, 7) + log(30, 1e4, 3) + [1e-9, 1e-100, 2.404825557695773, 3.8317059702075125, 25.0, 25.1]
    neighbors = lambda n, x: max(abs(m.besselj(abs(n - 1), x)), abs(m.besselj(n + 1, x))) / 2  # the terms of the derivative
    j = family(m.besselj, 1, lambda n, x, k: max(amplitude(n, x, k), neighbors(n, x) if k else 0) if x else mpf(0))
    rows("bessel_j", j, (0, 1, 2, 3, 7), lambda n: pts(n) + [-1.3, -40.1, 0.0, 1e10],
         ["0 inf 0 0 ?", "1 nan nan nan ?"])
    # Y is built from J and log(x/2)·J: on (0, 25] those are the largest terms.
    y = family(m.bessely, 1, lambda n, x, k: max(amplitude(n, x, k), (abs(m.log(x / 2)) + 1) * m.sqrt(2 / (mp.pi * x)) * 2 if x < 30 else 0) if x > 0.3 else mpf(0))
    rows("bessel_y", y, (0, 1, 2, 3, 7), lambda n: [x for x in pts(n) if x > 1e-20] + [1e10], ["0 0 -inf ? ?", "0 -1 nan ? ?", "1 inf 0 0 ?", "1 nan nan nan ?"])
    i = family(m.besseli, -1, lambda n, x, k: mpf(0))
    rows("bessel_i", i, (0, 1, 2, 3, 7), lambda n: lin(0, 3, 5) + lin(3, 30, 6) + lin(30, 700, 5) + [1e-9, -1.3, -40.1, 0.0, 25.0, 712.5],
         ["0 inf inf inf ?", "1 -inf -inf inf ?", "1 nan nan nan ?"])

    def ie(n, x, k):
        e = m.exp(-abs(x))
        bare = [i(n, x, r).value for r in range(3)]
        s = m.sign(x)
        v = [bare[0], bare[1] - s * bare[0], bare[2] - 2 * s * bare[1] + bare[0]][k]
        term = max(bare[0], m.besseli(abs(n - 1), x) / 2) if x > 0 else bare[0]  # of the derivative
        return Scaled(v * e, [0, term, 4 * term][k] * e)
    rows("bessel_ie", ie, (0, 1, 2, 3, 7), lambda n: lin(0, 3, 5) + lin(3, 30, 6) + log(30, 1e3, 5) + [1e-9, -1.3, -40.1, 25.0], ["0 0 1 0 ?", "1 0 0 0.5 ?", "0 inf 0 0 ?", "1 nan nan nan ?"])


WANTED = set(sys.argv[1:])

if __name__ == "__main__":
    for group in (arithmetic, powers, exponentials, logarithms, logistic, trigonometric, secants, hyperbolic, signs, rounding, error_functions, gamma_functions,
                  bessel_functions):
        if not WANTED or group.__name__ in WANTED:
            R.seed(group.__name__)
            group()
