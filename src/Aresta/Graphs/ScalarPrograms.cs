using System.Runtime.CompilerServices;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>What was recorded from scalar code as a graph: to be drawn, transformed, run fast and batched.</summary>
public static class ScalarPrograms
{
    /// <summary>
    /// The graph of a program: an input, a scalar, for each of its inputs, and an output for each of its outputs. The same operations are
    /// done, so that values are the same to the last bit.
    /// </summary>
    /// <remarks>
    /// A program holds the branches that the code took while it was recorded, and asks at each replay whether it would take them again. A
    /// graph has no way to stop: it computes what was recorded, for any input. With <paramref name="holds"/> it says, as one more output,
    /// whether the code would have gone the same way.
    /// </remarks>
    /// <param name="program">The program.</param>
    /// <param name="names">The names of the inputs; those that are missing are x0, x1, ….</param>
    /// <param name="holds">
    /// Whether to add an output named holds: 1 where the recorded code takes the same branches, else 0.
    /// </param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <typeparam name="T">The number type of the program: float32 for <see cref="Float32"/>, else float64.</typeparam>
    /// <exception cref="GraphException">Two inputs have one name.</exception>
    /// <exception cref="NotSupportedException">The program has a function of the caller's own that cannot be read.</exception>
    public static Graph ToGraph<T>(
        this ScalarProgram<T> program, IReadOnlyList<string>? names = null, bool holds = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : IReal<T>
    {
        ArgumentNullException.ThrowIfNull(program);
        var type = typeof(T) == typeof(Float32) ? TensorType.Float32() : TensorType.Float64();
        return Graph.Trace(
            inputs =>
            {
                var outputs = new Value[program.OutputCount];
                var same = program.Read<Value>(inputs, outputs);
                return [.. outputs.Select(Settled), .. holds ? [Settled(same).Named("holds")] : Array.Empty<Value>()];
            },
            [.. Enumerable.Repeat(type, program.InputCount)], names, originBudget: 0, file, line);

        // An output that is a number.
        Value Settled(Value output) => output.Settled(type.DType);
    }

    /// <summary>
    /// The graph of a function of your own, Rⁿ → R, with the branches that it takes at x: recorded there, then as
    /// <see cref="ToGraph{T}(ScalarProgram{T}, IReadOnlyList{string}, bool, string, int)"/>.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where it is recorded.</param>
    /// <param name="names">The names of the inputs; those that are missing are x0, x1, ….</param>
    /// <param name="holds">Whether to add an output that says whether f takes the same branches.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">Two inputs have one name.</exception>
    public static Graph Record<TFunction>(
        TFunction f, ReadOnlySpan<double> x, IReadOnlyList<string>? names = null, bool holds = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TFunction : IFunction
    {
        var (trace, at) = (new Trace<Float64>(), new Traced<Float64>[x.Length]);
        for (var i = 0; i < at.Length; i++)
        {
            at[i] = trace.Input(x[i]);
        }

        return trace.Compile(f.Value<Traced<Float64>>(at)).ToGraph(names, holds, file, line);
    }
}
