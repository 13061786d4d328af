using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>How a Jacobian is assembled.</summary>
public enum JacobianMode
{
    /// <summary>Whichever of the other two costs less, counted on the sweeps themselves.</summary>
    Automatic,

    /// <summary>Forward sweeps, one for each element of the inputs: by columns.</summary>
    Forward,

    /// <summary>Reverse sweeps, one for each element of the outputs: by rows.</summary>
    Reverse,
}

/// <summary>The Jacobian: the derivative of every element of the outputs by every element of the inputs.</summary>
/// <remarks>
/// The function and its local derivatives stand in the graph once, and so does the linear part of a sweep, which is batched over the seeds
/// that are 1 at one element and 0 elsewhere: the graph has no more nodes for a value of many elements than for a number.
/// </remarks>
public static class Jacobian
{
    /// <summary>
    /// The graph x ↦ J(x). For output i of <paramref name="of"/> and input j of <paramref name="wrt"/> it has an output, row by row, whose
    /// shape is that of output i followed by that of input j, and whose dtype is that of output i.
    /// </summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs by which to differentiate; all floating ones unless given.</param>
    /// <param name="of">The outputs to differentiate; all floating ones unless given.</param>
    /// <param name="mode">How it is assembled.</param>
    /// <exception cref="GraphException">An input or output named does not exist or is not floating.</exception>
    public static Graph Of(Graph graph, Ports? wrt = null, Ports? of = null, JacobianMode mode = JacobianMode.Automatic)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var blocks = Of(Ports.Select(of, graph.Outputs, "output"), Ports.Select(wrt, graph.Inputs, "input"), mode);
        return EliminateCommonSubexpressions.Of(Graph.Create(graph.Inputs.AsSpan(), blocks));
    }

    /// <summary>∂outputᵢ/∂sourceⱼ for each output and source, row by row, as values of the same graph.</summary>
    /// <param name="outputs">The values to differentiate.</param>
    /// <param name="sources">The values by which.</param>
    /// <param name="mode">How it is assembled.</param>
    public static Value[] Of(ReadOnlySpan<Value> outputs, ReadOnlySpan<Value> sources, JacobianMode mode = JacobianMode.Automatic)
    {
        var (rows, columns) = (outputs.ToArray(), sources.ToArray());
        var (forward, reverse) = Cheaper(columns.Select(x => Sweep.Forward(x, rows)), rows.Select(y => Sweep.Reverse(y, columns)), mode);
        if (forward is not null)
        {
            var stacks = forward.Select(sweep => sweep.Arrivals(axis: -1)).ToArray();
            return [.. rows.SelectMany((y, i) => columns.Select((x, j) => Block(stacks[j][i], y, x)))];
        }

        return [.. rows.SelectMany((y, i) => reverse![i].Arrivals(axis: 0).Zip(columns, (arrived, x) => Block(arrived, y, x)))];

        static Value Block(Value arrived, Value y, Value x) => Value.Reshape(arrived, [.. y.Shape, .. x.Shape]).ConvertTo(y.DType);
    }

    // The sweeps of the mode, and null for the other. Of thousands of inputs and one output it would take long to make a sweep for each
    // input, only to learn that they are dearer: each next sweep is of the mode that has cost less so far, and the first done is cheaper.
    private static (Sweep[]? Forward, Sweep[]? Reverse) Cheaper(IEnumerable<Sweep> forward, IEnumerable<Sweep> reverse, JacobianMode mode)
    {
        if (mode != JacobianMode.Automatic)
        {
            return mode == JacobianMode.Forward ? ([.. forward], null) : (null, [.. reverse]);
        }

        var (columns, rows, columnsCost, rowsCost) = (new List<Sweep>(), new List<Sweep>(), 0.0, 0.0);
        using var nextColumn = forward.GetEnumerator();
        using var nextRow = reverse.GetEnumerator();
        while (true)
        {
            var byColumn = columnsCost <= rowsCost;
            var (next, made) = byColumn ? (nextColumn, columns) : (nextRow, rows);
            if (!next.MoveNext())
            {
                return byColumn ? ([.. columns], null) : (null, [.. rows]);
            }

            made.Add(next.Current);
            (columnsCost, rowsCost) = byColumn ? (columnsCost + next.Current.Cost, rowsCost) : (columnsCost, rowsCost + next.Current.Cost);
        }
    }

    /// <summary>A sweep from one value, whose seed is not chosen yet, to others.</summary>
    private sealed class Sweep
    {
        private readonly Value seed;
        private readonly Value[] ends;
        private readonly Value?[] arrived;
        private readonly Dependents linear;

        private Sweep(Value seed, Value[] ends, Value?[] arrived)
        {
            (this.seed, this.ends, this.arrived) = (seed, ends, arrived);
            linear = new([seed], [.. arrived.OfType<Value>()]);
        }

        public static Sweep Forward(Value source, Value[] outputs)
        {
            var seed = Value.Input(source.Type);
            return new(seed, outputs, Sweeps.Forward([source], [seed], outputs));
        }

        public static Sweep Reverse(Value output, Value[] sources)
        {
            var seed = Value.Input(output.Type);
            return new(seed, sources, Sweeps.Reverse([output], [seed], sources));
        }

        /// <summary>The work of a sweep for each element of the seed.</summary>
        public double Cost => seed.Shape.Size * Transforms.Cost.Of(linear.Nodes);

        /// <summary>
        /// What arrives at each end for a seed of 1 at one element and 0 elsewhere, for one element after the other side by side along an
        /// axis. For a seed of one element there is no such axis.
        /// </summary>
        public Value[] Arrivals(int axis)
        {
            var size = seed.Shape.Size;
            var batching = new Batching(size);
            var substitutes = new ValueMap<Value> { [seed] = size == 1 ? Value.Filled(seed.Type, 1) : Units(seed.Type) };
            if (size != 1)
            {
                batching.Add(substitutes[seed]);
            }

            linear.Replay(substitutes, batching.Make);
            return [.. ends.Zip(arrived, (end, value) =>
            {
                var made = value is not { } there ? Value.Zeros(end.Type) : substitutes.TryGetValue(there, out var again) ? again : there;
                return size == 1 ? made : batching[made].Repeated(size).MoveAxis(0, axis);
            })];
        }

        // The rows of the identity, each in the shape of a seed.
        private static Value Units(TensorType type) =>
            Value.Reshape(Value.Filled(type with { Shape = [type.Shape.Size] }, 1).EmbedDiagonal(), [type.Shape.Size, .. type.Shape]);
    }
}
