namespace Aresta.Numerics;

public sealed partial class Tape<T>
{
    private bool isSwept;

    /// <summary>Sweeps back from <paramref name="output"/>: every input gets its derivative as adjoint.</summary>
    public void Reverse(Variable<T> output) => Reverse(output, T.Constant(1));

    /// <summary>Sweeps back from <paramref name="output"/>, whose cotangent is given.</summary>
    public void Reverse(Variable<T> output, T cotangent)
    {
        Seed(output, cotangent);
        Reverse();
    }

    /// <summary>
    /// Adds a cotangent to one of several outputs, before <see cref="Reverse()"/> carries them all back. The first after a sweep sets the
    /// adjoints
    /// of the inputs to 0. A constant output has no derivatives: nothing happens.
    /// </summary>
    public void Seed(Variable<T> output, T cotangent)
    {
        Check();
        Prepare();
        if (!output.IsConstant)
            adjoints[NumberOf(output, nameof(output))] += cotangent;
    }

    /// <summary>Sweeps back from all outputs that were seeded.</summary>
    public void Reverse()
    {
        Check();
        Prepare();
        isSwept = true;
        try
        {
            var end = recorder.Count;
            for (var i = leaves.Count - 1; i >= 0; i--)
            {
                var stretch = leaves[i];
                Sweep.Reverse(recorder, adjoints, stretch.End, end);
                end = stretch.Start;
                if (stretch.Call is { } call)
                    Pull(stretch, call);
            }

            Sweep.Reverse(recorder, adjoints, Recorder<T>.First, end);
        }
        catch
        {
            adjoints.AsSpan().Fill(T.Constant(0));
            throw;
        }
    }

    /// <summary>The derivative with respect to an input, after <see cref="Reverse(Variable{T})"/>.</summary>
    /// <exception cref="ArgumentException">It is not an input of this recording: the adjoints of results are not kept.</exception>
    public T Adjoint(Variable<T> input)
    {
        Check();
        var number = NumberOf(input, nameof(input));
        if (!IsInput(number))
            throw NotAnInput(input, nameof(input));
        return number < adjoints.Length ? adjoints[number] : T.Constant(0);
    }

    /// <summary>The derivatives with respect to several inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="results">Where they are written: as many.</param>
    public void Adjoints(ReadOnlySpan<Variable<T>> inputs, Span<T> results)
    {
        Alike(inputs.Length, results.Length, "inputs", "results");
        for (var i = 0; i < inputs.Length; i++)
            results[i] = Adjoint(inputs[i]);
    }

    private static ArgumentException NotAnInput(Variable<T> variable, string name) =>
        new($"The variable with value {variable.Value} is a result, whose adjoint is not kept. Ask for those of inputs.", name);

    private void Prepare()
    {
        Cover();
        if (!isSwept)
            return;
        isSwept = false;
        foreach (var stretch in leaves)
            Silence(stretch.Start, stretch.End);
    }

    private bool IsInput(int number)
    {
        var (low, high) = (0, leaves.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = leaves[middle].End <= number ? (middle + 1, high) : (low, middle);
        }

        return low < leaves.Count && leaves[low] is { Call: null } found && found.Start <= number;
    }

    private void Pull(Leaves<T> outputs, ExternalCall<T> call)
    {
        var cotangents = adjoints.AsSpan(outputs.Start, outputs.End - outputs.Start);
        var results = new T[call.Inputs.Length];
        results.AsSpan().Fill(T.Constant(0));
        if (IsSilent(cotangents))
            return;
        call.Pullback(cotangents, results);
        cotangents.Fill(T.Constant(0));
        for (var i = 0; i < results.Length; i++)
            if (call.Inputs[i] != 0)
                adjoints[call.Inputs[i]] += results[i];
    }

    private static bool IsSilent(ReadOnlySpan<T> cotangents)
    {
        var zero = T.Constant(0);
        foreach (var cotangent in cotangents)
            if (!cotangent.Equals(zero))
                return false;
        return true;
    }
}
