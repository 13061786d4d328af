namespace Aresta.Learning.Schedules;

/// <summary>
/// Half a period of a cosine from 1 down to a least factor, and that from then on (Loshchilov and Hutter 2017):
/// least + (1 − least)·(1 + cos(π·(t − 1)/steps))/2.
/// </summary>
/// <param name="Steps">How many steps it takes.</param>
/// <param name="Least">The last factor.</param>
public sealed record Cosine(long Steps, double Least = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step) =>
        Least + ((1 - Least) * (1 + Math.Cos(Math.PI * Math.Min((double)(step - 1) / Steps, 1))) / 2);
}
