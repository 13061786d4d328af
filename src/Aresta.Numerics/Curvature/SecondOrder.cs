using System.Globalization;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x4>;

namespace Aresta.Numerics.Curvature;

/// <summary>
/// A number that writes down on a <see cref="SecondOrderTape"/> how it came about, with first and second partial derivatives: from one
/// recording, the tape gives any number of products of the Hessian with a vector.
/// </summary>
internal readonly struct SecondOrder : IFrameworkNumber<SecondOrder>
{
    public SecondOrder(double value, int index, SecondOrderTape? tape) => (Value, Index, Tape) = (value, index, tape);

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>The number of its statement.</summary>
    public int Index { get; }

    /// <summary>Where it stands; nowhere for a constant.</summary>
    public SecondOrderTape? Tape { get; }

    public static SecondOrder Constant(double value) => new(value, 0, null);

    public static SecondOrder Apply<TRule>(TRule rule, SecondOrder x) where TRule : struct, IUnaryRule
    {
        Float64 a = x.Value, y = rule.Value(x.Value);
        if (x.Tape is not { } tape)
            return Constant(y);
        var p = rule.Partial(a, y);
        return tape.Write(y, x, p, rule.Partial<Dual<Float64>>(new(a, 1), new(y, p)).Tangent);
    }

    public static SecondOrder Apply<TRule>(TRule rule, SecondOrder x, SecondOrder y) where TRule : struct, IBinaryRule
    {
        Float64 a = x.Value, b = y.Value, c = rule.Value(x.Value, y.Value);
        if ((x.Tape ?? y.Tape) is not { } tape)
            return Constant(c);
        Float64 px = rule.PartialX(a, b, c), py = rule.PartialY(a, b, c);
        Wide wx = Wide.Variable(a, 0), wy = Wide.Variable(b, 1), wz = new(c, default(Float64x4).With(0, px).With(1, py));
        return tape.Write(c, x, y, px, py,
            x.Tape == null ? 0 : rule.PartialX(wx, wy, wz).Tangents[0],
            x.Tape == null || y.Tape == null ? 0 : rule.PartialX(wx, wy, wz).Tangents[1],
            y.Tape == null ? 0 : rule.PartialY(wx, wy, wz).Tangents[1]);
    }

    /// <remarks>Two operands at a time: a sum of three numbers of which each has the partials of two arguments.</remarks>
    public static SecondOrder Apply<TRule>(TRule rule, SecondOrder x, SecondOrder y, SecondOrder z) where TRule : struct, ITernaryRule
    {
        Float64 a = x.Value, b = y.Value, c = z.Value, d = rule.Value(x.Value, y.Value, z.Value);
        if ((x.Tape ?? y.Tape ?? z.Tape) is not { } tape)
            return Constant(d);
        Float64 px = rule.PartialX(a, b, c, d), py = rule.PartialY(a, b, c, d), pz = rule.PartialZ(a, b, c, d);
        Wide wx = Wide.Variable(a, 0), wy = Wide.Variable(b, 1), wz = Wide.Variable(c, 2);
        Wide wd = new(d, default(Float64x4).With(0, px).With(1, py).With(2, pz));
        var (ofX, ofY, ofZ) = (rule.PartialX(wx, wy, wz, wd), rule.PartialY(wx, wy, wz, wd), rule.PartialZ(wx, wy, wz, wd));
        var first = tape.Write(d, x, y, px, py, ofX.Tangents[0], ofX.Tangents[1], ofY.Tangents[1]);
        var second = tape.Write(0, x, z, 0, pz, 0, ofX.Tangents[2], ofZ.Tangents[2]);
        return first + second + tape.Write(0, y, z, 0, 0, 0, ofY.Tangents[2], 0);
    }

    public static SecondOrder WhereLess(SecondOrder a, SecondOrder b, SecondOrder then, SecondOrder otherwise) =>
        a.Value < b.Value ? then : otherwise;

    public static SecondOrder WhereEqual(SecondOrder a, SecondOrder b, SecondOrder then, SecondOrder otherwise) =>
        a.Value == b.Value ? then : otherwise;

    public static SecondOrder Scale(SecondOrder partial, SecondOrder tangent) =>
        Record(Float64.Scale(partial.Value, tangent.Value), partial, tangent, tangent.Value, partial.Value, 0, 1, 0);

    public static double ToDouble(SecondOrder x) => x.Value;

    public static void Call(IExternalFunction f, ReadOnlySpan<SecondOrder> x, Span<SecondOrder> y)
    {
        var (at, values, tape) = (new double[x.Length], new double[y.Length], default(SecondOrderTape));
        for (var i = 0; i < x.Length; i++)
            (at[i], tape) = (x[i].Value, tape ?? x[i].Tape);
        f.Values(at, values);
        if (tape == null)
            for (var i = 0; i < y.Length; i++)
                y[i] = Constant(values[i]);
        else
            tape.Add(f, x, at, values, y);
    }

    public bool Equals(SecondOrder other) => Value.Equals(other.Value) && Index == other.Index && Tape == other.Tape;

    public override bool Equals(object? obj) => obj is SecondOrder other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Value, Index);

    public int CompareTo(SecondOrder other) => Value.CompareTo(other.Value);

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    public static SecondOrder operator +(SecondOrder x, SecondOrder y) => Record(x.Value + y.Value, x, y, 1, 1, 0, 0, 0);

    public static SecondOrder operator -(SecondOrder x, SecondOrder y) => Record(x.Value - y.Value, x, y, 1, -1, 0, 0, 0);

    public static SecondOrder operator *(SecondOrder x, SecondOrder y) => Record(x.Value * y.Value, x, y, y.Value, x.Value, 0, 1, 0);

    public static SecondOrder operator /(SecondOrder x, SecondOrder y)
    {
        var (z, r) = (x.Value / y.Value, 1 / y.Value);
        return Record(z, x, y, r, -z * r, 0, -r * r, 2 * z * r * r);
    }

    public static SecondOrder operator -(SecondOrder x) => x.Tape is { } tape ? tape.Write(-x.Value, x, -1, 0) : Constant(-x.Value);

    private static SecondOrder Record(
        double value, SecondOrder x, SecondOrder y, double px, double py, double pxx, double pxy, double pyy) =>
        (x.Tape ?? y.Tape) is { } tape ? tape.Write(value, x, y, px, py, pxx, pxy, pyy) : Constant(value);
}
