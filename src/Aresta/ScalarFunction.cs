using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta;

/// <summary>
/// A graph that scalar code calls like any function of numbers, whatever their type: <c>f.Value&lt;Variable&lt;Float64&gt;&gt;(x)</c> takes
/// part in the recording of a tape, <c>f.Value&lt;Dual&lt;Float64&gt;&gt;(x)</c> moves with the number. What is an
/// <see cref="IFunction"/> has all drivers of <see cref="Derivatives"/>.
/// </summary>
/// <remarks>
/// <para>A graph of float64 scalars is read node by node, with any number, to the same bits as if it had been written as C# code. Any
/// other graph of floating inputs and outputs is called as a whole (<see cref="IReal{T}.Call"/>): its numbers are the elements of all
/// inputs, one after the other, tapes go back through its pullback, dual numbers through its pushforward, and nested numbers through
/// those of these. Series and traces need to see the operations, and refuse.</para>
/// <para>It may be called from any number of threads at a time.</para>
/// </remarks>
public sealed class ScalarFunction : IFunction, IVectorFunction, IExternalFunction
{
    private readonly bool isRead;
    private readonly PlanOptions? options;
    private readonly Lazy<Plan> plan;
    private readonly Lazy<ScalarFunction> pushforward, pullback;

    private ScalarFunction(Graph graph, PlanOptions? options)
    {
        (Graph, this.options) = (graph, options is null ? null : options with { Donations = [] });
        (InputCount, OutputCount) = (Count(graph.Inputs, "input"), Count(graph.Outputs, "output"));
        isRead = ScalarReader.Knows(graph);
        plan = new(() => graph.Compile(this.options!));
        pushforward = new(() => Derived(Transforms.Pushforward.Of(graph)));
        pullback = new(() => Derived(Transforms.Pullback.Of(graph)));
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>How many numbers it takes: the elements of all inputs.</summary>
    public int InputCount { get; }

    /// <summary>How many numbers it gives: the elements of all outputs.</summary>
    public int OutputCount { get; }

    /// <inheritdoc/>
    public IExternalFunction Pushforward => pushforward.Value;

    /// <inheritdoc/>
    public IExternalFunction Pullback => pullback.Value;

    /// <summary>The function that a graph computes, and its derivatives.</summary>
    /// <param name="graph">The graph; all inputs and outputs are floating.</param>
    /// <param name="options">
    /// How it is compiled where it is not read node by node; unless given, the interpreter runs it. Donations are not taken.
    /// </param>
    /// <exception cref="GraphException">An input or output is not floating.</exception>
    public static ScalarFunction Of(Graph graph, PlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new(graph, options);
    }

    /// <summary>The only value at x.</summary>
    /// <exception cref="ArgumentException">There are not as many numbers as the function takes, or it gives more values.</exception>
    public T Value<T>(ReadOnlySpan<T> x) where T : Numerics.Framework.IFrameworkNumber<T>
    {
        var y = T.Zero;
        Values(x, new Span<T>(ref y));
        return y;
    }

    /// <summary>Writes the values at x.</summary>
    /// <exception cref="ArgumentException">There are not as many numbers, or places, as the function takes, or gives.</exception>
    /// <exception cref="NotSupportedException">
    /// The graph is not one of float64 scalars, and the number has to see its operations.
    /// </exception>
    public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : Numerics.Framework.IFrameworkNumber<T>
    {
        Check(x.Length, y.Length);
        if (isRead && typeof(T) != typeof(Float32)) // which is to be rounded once
        {
            ScalarReader<T>.Read(Graph, x, y);
        }
        else
        {
            T.Call(this, x, y);
        }
    }

    /// <summary>Writes the values at x, as the graph computes them.</summary>
    /// <exception cref="ArgumentException">There are not as many numbers, or places, as the function takes, or gives.</exception>
    public void Values(ReadOnlySpan<double> x, Span<double> y)
    {
        Check(x.Length, y.Length);
        var (inputs, place) = (new Tensor[Graph.Inputs.Length], 0);
        for (var i = 0; i < inputs.Length; i++)
        {
            var type = Graph.Inputs[i].Type;
            var numbers = x.Slice(place, type.Shape.Size).ToArray();
            inputs[i] = type.DType == DType.Float64
                ? Tensor.Of(numbers, type.Shape)
                : Tensor.Of(Array.ConvertAll(numbers, number => (float)number), type.Shape);
            place += numbers.Length;
        }

        place = 0;
        foreach (var output in options is null ? Interpreter.Run(Graph, inputs) : plan.Value.Run(inputs))
        {
            output.ToDoubles().CopyTo(y[place..]);
            place += output.Shape.Size;
        }
    }

    // Of a derivative, what is not the value itself.
    private ScalarFunction Derived(Graph derivative) =>
        new(Graph.Create(derivative.Inputs.AsSpan(), derivative.Outputs.AsSpan()[Graph.Outputs.Length..]), options);

    private void Check(int inputs, int outputs)
    {
        if (inputs != InputCount)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The graph takes {InputCount} numbers ({string.Join(", ", Graph.Inputs)}), but was given {inputs}."));
        }

        if (outputs != OutputCount)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The graph gives {OutputCount} numbers ({string.Join(", ", Graph.Outputs)}), but there are {outputs} places for them."));
        }
    }

    private static int Count(IEnumerable<Value> values, string what)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value.DType.IsFloating && !value.Type.IsStack
                ? value.Shape.Size
                : throw new GraphException($"The {what} {value} is no floating number: scalar code cannot call the graph.");
        }

        return count;
    }
}
