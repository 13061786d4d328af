using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>Small functions of numbers, element by element, that are a line of the rule table's.</summary>
public static class Arithmetic
{
    extension(Value x)
    {
        /// <summary>The part of x after the point, with the sign of x: x − trunc x.</summary>
        public Value Fraction() => x - Truncate(x);

        /// <summary>x rounded to so many decimals, ties to even; −3 rounds to thousands.</summary>
        /// <param name="decimals">How many decimals stay. 10 to that power is exact up to 22.</param>
        public Value Round(int decimals) => decimals >= 0
            ? Numerics.Elementary.Round(x * Math.Pow(10, decimals)) / Math.Pow(10, decimals)
            : Numerics.Elementary.Round(x / Math.Pow(10, -decimals)) * Math.Pow(10, -decimals);

        /// <summary>An angle of x degrees in radians: x·π/180.</summary>
        public Value DegreesToRadians() => x * (Math.PI / 180);

        /// <summary>An angle of x radians in degrees: x·180/π.</summary>
        public Value RadiansToDegrees() => x * (180 / Math.PI);

        /// <summary>x + weight·(end − x): the point between x (weight 0) and end (weight 1), broadcast against each other.</summary>
        /// <param name="end">Where weight 1 leads.</param>
        /// <param name="weight">How far to go.</param>
        public Value Lerp(Value end, Value weight) => x + weight * (end - x);

        /// <summary>log(p/(1 − p)) with p = x held between <paramref name="margin"/> and 1 − <paramref name="margin"/>.</summary>
        /// <param name="margin">How far p stays from 0 and 1.</param>
        public Value Logit(double margin) => Numerics.Elementary.Logit(Clamp(x, margin, 1 - margin));
    }
}
