namespace Aresta.Learning.Schedules;

/// <summary>
/// Up from a small factor to 1 and down to almost nothing, both along half a cosine (Smith and Topin 2019). The optimizer's rate is the
/// greatest of the cycle.
/// </summary>
/// <param name="Steps">How many steps the cycle has.</param>
/// <param name="Rise">Which part of them goes up.</param>
/// <param name="Start">The first factor.</param>
/// <param name="End">The last factor.</param>
public sealed record OneCycle(long Steps, double Rise = 0.3, double Start = 1.0 / 25, double End = 1e-4 / 25) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step)
    {
        var (at, top) = (Math.Min(step - 1, Steps - 1), Rise * Steps - 1);
        return at <= top ? Between(Start, 1, top <= 0 ? 1 : at / top) : Between(1, End, (at - top) / (Steps - 1 - top));
    }

    private static double Between(double from, double to, double part) => to + ((from - to) * (1 + Math.Cos(Math.PI * part)) / 2);
}
