using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests.Mgh;

/// <summary>
/// The residuals of the 35 problems of Moré, Garbow and Hillstrom (tests/data/mgh), written once for every type of number. The paper counts
/// from 1; X(j) is its x with index j.
/// </summary>
internal static class MghProblems
{
    /// <summary>F, the sum of squares of the residuals.</summary>
    public static T Value<T>(int number, int residuals, ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
    {
        var r = new T[residuals];
        Residuals(number, x, r);
        var sum = T.Zero;
        foreach (var residual in r)
            sum += residual * residual;
        return sum;
    }

    /// <summary>Writes the residuals of a problem.</summary>
    public static void Residuals<T>(int number, ReadOnlySpan<T> x, Span<T> r) where T : IFrameworkNumber<T>
    {
        var (n, m) = (x.Length, r.Length);
        switch (number)
        {
            case 1 or 21:
                for (var i = 0; i < n; i += 2)
                    (r[i], r[i + 1]) = (10 * (x[i + 1] - x[i] * x[i]), 1 - x[i]);
                break;
            case 2:
                r[0] = -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1];
                r[1] = -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1];
                break;
            case 3:
                r[0] = 1e4 * x[0] * x[1] - 1;
                r[1] = T.Exp(-x[0]) + T.Exp(-x[1]) - 1.0001;
                break;
            case 4:
                (r[0], r[1], r[2]) = (x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2);
                break;
            case 5:
                for (var i = 0; i < 3; i++)
                    r[i] = ((double[])[1.5, 2.25, 2.625])[i] - x[0] * (1 - Power(x[1], i + 1));
                break;
            case 6:
                for (var i = 1; i <= m; i++)
                    r[i - 1] = 2 + 2 * i - (T.Exp(i * x[0]) + T.Exp(i * x[1]));
                break;
            case 7:
                var turn = T.Atan(x[1] / x[0]) / (2 * Math.PI);
                var theta = x[0] > T.Zero ? turn : turn + 0.5;
                (r[0], r[1], r[2]) = (10 * (x[2] - 10 * theta), 10 * (T.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]);
                break;
            case 8:
                for (var i = 1; i <= m; i++)
                    r[i - 1] = MghData.Bard[i - 1] - (x[0] + i / ((16 - i) * x[1] + Math.Min(i, 16 - i) * x[2]));
                break;
            case 9:
                for (var i = 1; i <= m; i++)
                {
                    var d = (8 - i) / 2.0 - x[2];
                    r[i - 1] = x[0] * T.Exp(-x[1] * d * d / 2) - MghData.Gaussian[i - 1];
                }
                break;
            case 10:
                for (var i = 1; i <= m; i++)
                    r[i - 1] = x[0] * T.Exp(x[1] / (45.0 + 5 * i + x[2])) - MghData.Meyer[i - 1];
                break;
            case 11:
                for (var i = 1; i <= m; i++)
                {
                    var y = 25 + Math.Pow(-50 * Math.Log(i / 100.0), 2.0 / 3);
                    r[i - 1] = T.Exp(-T.Pow(T.Abs(y - x[1]), x[2]) / x[0]) - i / 100.0;
                }
                break;
            case 12:
                for (var i = 1; i <= m; i++)
                {
                    var t = i / 10.0;
                    r[i - 1] = T.Exp(-t * x[0]) - T.Exp(-t * x[1]) - x[2] * (Math.Exp(-t) - Math.Exp(-10 * t));
                }
                break;
            case 13 or 22:
                for (var i = 0; i < n; i += 4)
                {
                    var (a, b, c, d) = (x[i], x[i + 1], x[i + 2], x[i + 3]);
                    (r[i], r[i + 1]) = (a + 10 * b, Math.Sqrt(5) * (c - d));
                    (r[i + 2], r[i + 3]) = (Square(b - 2 * c), Math.Sqrt(10) * Square(a - d));
                }
                break;
            case 14:
                (r[0], r[1]) = (10 * (x[1] - x[0] * x[0]), 1 - x[0]);
                (r[2], r[3]) = (Math.Sqrt(90) * (x[3] - x[2] * x[2]), 1 - x[2]);
                (r[4], r[5]) = (Math.Sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / Math.Sqrt(10));
                break;
            case 15:
                for (var i = 0; i < m; i++)
                {
                    var u = MghData.KowalikU[i];
                    r[i] = MghData.Kowalik[i] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);
                }
                break;
            case 16:
                for (var i = 1; i <= m; i++)
                {
                    var t = i / 5.0;
                    r[i - 1] = Square(x[0] + t * x[1] - Math.Exp(t)) + Square(x[2] + x[3] * Math.Sin(t) - Math.Cos(t));
                }
                break;
            case 17:
                for (var i = 0; i < m; i++)
                    r[i] = MghData.Osborne1[i] - (x[0] + x[1] * T.Exp(-10.0 * i * x[3]) + x[2] * T.Exp(-10.0 * i * x[4]));
                break;
            case 18:
                for (var i = 1; i <= m; i++)
                {
                    var t = i / 10.0;
                    var y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
                    r[i - 1] = x[2] * T.Exp(-t * x[0]) - x[3] * T.Exp(-t * x[1]) + x[5] * T.Exp(-t * x[4]) - y;
                }
                break;
            case 19:
                for (var i = 0; i < m; i++)
                {
                    var t = i / 10.0;
                    r[i] = MghData.Osborne2[i] - (x[0] * T.Exp(-t * x[4]) + x[1] * T.Exp(-Square(t - x[8]) * x[5])
                        + x[2] * T.Exp(-Square(t - x[9]) * x[6]) + x[3] * T.Exp(-Square(t - x[10]) * x[7]));
                }
                break;
            case 20:
                for (var i = 1; i <= 29; i++)
                {
                    var (t, slope, value) = (i / 29.0, T.Zero, T.Zero);
                    for (var j = n - 1; j >= 0; j--)
                    {
                        value = value * t + x[j];
                        if (j > 0)
                            slope = slope * t + j * x[j];
                    }
                    r[i - 1] = slope - value * value - 1;
                }
                (r[29], r[30]) = (x[0], x[1] - x[0] * x[0] - 1);
                break;
            default:
                Sized(number, x, r);
                break;
        }
    }

    /// <summary>The problems of any size.</summary>
    private static void Sized<T>(int number, ReadOnlySpan<T> x, Span<T> r) where T : IFrameworkNumber<T>
    {
        var (n, m) = (x.Length, r.Length);
        var (h, sum) = (1.0 / (n + 1), T.Zero);
        switch (number)
        {
            case 23:
                for (var i = 0; i < n; i++)
                    (r[i], sum) = (Math.Sqrt(1e-5) * (x[i] - 1), sum + x[i] * x[i]);
                r[n] = sum - 0.25;
                break;
            case 24:
                r[0] = x[0] - 0.2;
                for (var i = 2; i <= n; i++)
                {
                    var y = Math.Exp(i / 10.0) + Math.Exp((i - 1) / 10.0);
                    r[i - 1] = Math.Sqrt(1e-5) * (T.Exp(x[i - 1] / 10) + T.Exp(x[i - 2] / 10) - y);
                    r[n + i - 2] = Math.Sqrt(1e-5) * (T.Exp(x[i - 1] / 10) - Math.Exp(-0.1));
                }
                for (var j = 1; j <= n; j++)
                    sum += (n - j + 1) * x[j - 1] * x[j - 1];
                r[2 * n - 1] = sum - 1;
                break;
            case 25:
                for (var i = 0; i < n; i++)
                    (r[i], sum) = (x[i] - 1, sum + (i + 1) * (x[i] - 1));
                (r[n], r[n + 1]) = (sum, sum * sum);
                break;
            case 26:
                foreach (var xj in x)
                    sum += T.Cos(xj);
                for (var i = 1; i <= n; i++)
                    r[i - 1] = n - sum + i * (1 - T.Cos(x[i - 1])) - T.Sin(x[i - 1]);
                break;
            case 27:
                var product = T.One;
                foreach (var xj in x)
                    (sum, product) = (sum + xj, product * xj);
                for (var i = 0; i < n - 1; i++)
                    r[i] = x[i] + sum - (n + 1);
                r[n - 1] = product - 1;
                break;
            case 28:
                for (var i = 0; i < n; i++)
                {
                    var (before, after) = (i == 0 ? T.Zero : x[i - 1], i == n - 1 ? T.Zero : x[i + 1]);
                    r[i] = 2 * x[i] - before - after + h * h * Power(x[i] + (i + 1) * h + 1, 3) / 2;
                }
                break;
            case 29:
                for (var i = 1; i <= n; i++)
                {
                    var (low, high) = (T.Zero, T.Zero);
                    for (var j = 1; j <= n; j++)
                    {
                        var cube = Power(x[j - 1] + j * h + 1, 3);
                        if (j <= i)
                            low += j * h * cube;
                        else
                            high += (1 - j * h) * cube;
                    }
                    r[i - 1] = x[i - 1] + h * ((1 - i * h) * low + i * h * high) / 2;
                }
                break;
            case 30:
                for (var i = 0; i < n; i++)
                    r[i] = (3 - 2 * x[i]) * x[i] - (i == 0 ? T.Zero : x[i - 1]) - 2 * (i == n - 1 ? T.Zero : x[i + 1]) + 1;
                break;
            case 31:
                for (var i = 0; i < n; i++)
                {
                    sum = T.Zero;
                    for (var j = Math.Max(0, i - 5); j <= Math.Min(n - 1, i + 1); j++)
                        if (j != i)
                            sum += x[j] * (1 + x[j]);
                    r[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1 - sum;
                }
                break;
            case 32:
                foreach (var xj in x)
                    sum += xj;
                for (var i = 0; i < m; i++)
                    r[i] = (i < n ? x[i] : T.Zero) - 2.0 / m * sum - 1;
                break;
            case 33:
                for (var j = 1; j <= n; j++)
                    sum += j * x[j - 1];
                for (var i = 1; i <= m; i++)
                    r[i - 1] = i * sum - 1;
                break;
            case 34:
                for (var j = 2; j < n; j++)
                    sum += j * x[j - 1];
                for (var i = 1; i <= m; i++)
                    r[i - 1] = (i is 1 || i == m ? T.Zero : (i - 1) * sum) - 1;
                break;
            case 35:
                r.Clear();
                foreach (var xj in x)
                {
                    var (y, previous, current) = (2 * xj - 1, T.One, 2 * xj - 1);
                    for (var i = 1; i <= m; i++)
                    {
                        r[i - 1] += current / n;
                        (previous, current) = (current, 2 * y * current - previous);
                    }
                }
                for (var i = 2; i <= m; i += 2)
                    r[i - 1] += 1.0 / (i * i - 1);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(number), number, "The problems are numbered from 1 to 35.");
        }
    }
}
