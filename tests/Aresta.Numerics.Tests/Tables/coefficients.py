#!/usr/bin/python3
"""Prints the coefficients in src/Aresta.Numerics/Special: near-minimax polynomials, by Chebyshev interpolation in 60 digits.

Run by hand (Debian's python3-mpmath). For each: the number of terms, and the largest relative error of the truncated
polynomial on its interval, which is meant to stay below 2^-56.
"""
from mpmath import mp, mpf, chebyfit, cos, pi, erf, erfc, exp, loggamma, psi, findroot, sqrt, polyval, nstr, taylor, quad

mp.dps = 60


def chebyshev(f, terms, nodes=120):
    """Chebyshev coefficients c_k of f on [-1, 1], f ~ sum c_k T_k (c_0 not halved)."""
    points = [cos(pi * (j + mpf(1) / 2) / nodes) for j in range(nodes)]
    values = [f(t) for t in points]
    out = []
    for k in range(terms):
        c = 2 * sum(v * cos(k * pi * (j + mpf(1) / 2) / nodes) for j, v in enumerate(values)) / nodes
        out.append(c / 2 if k == 0 else c)
    return out


def monomial(f, a, b, terms):
    """Coefficients, lowest first, of the Chebyshev interpolant of f on [a, b], in powers of the argument itself."""
    coefficients, _ = chebyfit(f, [a, b], terms, error=True)
    return list(reversed(coefficients))


def show(name, coefficients, f, evaluate, points):
    worst = max(abs(evaluate(coefficients, p) / f(p) - 1) for p in points)
    print(f"// {name}: {len(coefficients)} terms, relative error {nstr(worst, 3)} (2^-56 = 1.4e-17)")
    for i in range(0, len(coefficients), 4):
        print("        " + ", ".join(repr(float(c)) for c in coefficients[i:i + 4]) + ",")
    print()


def grid(a, b, n=400):
    return [mpf(a) + (mpf(b) - a) * (i + mpf(1) / 3) / n for i in range(n)]


def horner(c, x):
    return polyval(list(reversed(c)), x)


def clenshaw(c, t):
    b1 = b2 = mpf(0)
    for ck in reversed(c[1:]):
        b1, b2 = 2 * t * b1 - b2 + ck, b1
    return t * b1 - b2 + c[0]


# erf(x) = x * P(x^2) for |x| <= 1.
f = lambda z: erf(sqrt(z)) / sqrt(z)
show("erf(x)/x in x^2 on [0, 1]", monomial(f, mpf(10) ** -40, 1, 14), f, horner, grid(0, 1))

# (1 + 2x) exp(x^2) erfc(x) on [0, oo), in t = (x - 15/4)/(x + 15/4)  (Shepherd and Laframboise 1981).
def g(t):
    if t > 1 - mpf(10) ** -3:  # the asymptotic series where exp(x^2) would overflow the patience
        x = mpf(15) / 4 * (1 + t) / (1 - t)
        s, term = mpf(0), mpf(1)
        for k in range(1, 60):
            s += term
            term *= -(2 * k - 1) / (2 * x * x)
        return (1 + 2 * x) * s / (x * sqrt(pi))
    x = mpf(15) / 4 * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)
show("(1 + 2x) erfcx(x), Chebyshev in (x - 15/4)/(x + 15/4)", chebyshev(g, 25), g, clenshaw, grid(-1, 1))

# lgamma(2 + t) = t * Q(t) for |t| <= 1/2.
f = lambda t: loggamma(2 + t) / t if abs(t) > mpf(10) ** -25 else psi(0, 2) + t * psi(1, 2) / 2
show("lgamma(2 + t)/t on [-1/2, 1/2]", monomial(f, -mpf(1) / 2, mpf(1) / 2, 20), f, horner, grid(-0.5, 0.5))

# digamma(3/2 + t) = (3/2 + t - root) * R(t) for |t| <= 1/2.
root = findroot(lambda x: psi(0, x), mpf("1.4616321449683623"))
hi = mpf(float(root))
print(f"// root of digamma: {float(root)!r} + {float(root - hi)!r}")
f = lambda t: psi(0, mpf(3) / 2 + t) / (mpf(3) / 2 + t - root)
show("digamma(3/2 + t)/(3/2 + t - root) on [-1/2, 1/2]", monomial(f, -mpf(1) / 2, mpf(1) / 2, 23), f, horner, grid(-0.5, 0.5))

# The bits of 2/pi after the binary point, 64 to a word: enough for the largest double and 190 bits of fraction.
mp.prec = 1600
value = 2 / mp.pi
print("// 2/pi")
words = []
for _ in range(21):
    value *= mpf(2) ** 64
    word = int(value)
    value -= word
    words.append(f"0x{word:016X}")
for i in range(0, len(words), 5):
    print("        " + ", ".join(words[i:i + 5]) + ",")
