using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A graph made ready to run many times: steps with their kernels, and the place of every value in one block of memory. Its results are
/// those of the <see cref="Interpreter"/>, but for rounding, and the same bit by bit whatever the number of threads.
/// </summary>
/// <remarks>
/// A plan never changes and may be run by several threads at once: each run takes a block of memory of its own, and leaves it for the next
/// one. A run into given outputs makes no objects once such a block is there, if <see cref="Allocates"/> is false. (Memory that large
/// products pack into is shared by the process, and grows when more of them run at once than before.)
/// </remarks>
public sealed class Plan
{
    private readonly Frame?[] idle = new Frame?[4];
    private readonly (int Input, int Output)[] donations;
    private readonly LoneScalars? lone;

    internal Plan(Graph graph, PlanOptions options, bool isBody = false)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ThreadCount);
        Arguments.Check(graph, options.Donations);
        (Graph, Options) = (graph, options);
        var lowering = new Lowering(isBody ? graph : Preparation.Of(graph), options);
        lowering.Run();
        (Steps, Storages) = ([.. lowering.Steps], [.. lowering.Storages]);
        (Inputs, Outputs, Donations) = (lowering.Inputs, lowering.Outputs, [.. lowering.Donations]);
        ArenaBytes = MemoryPlan.Lay(Steps, Storages);
        Constants = new(lowering.Constants);
        GivesStacks = graph.Outputs.Any(output => output.Type.IsStack);
        donations = [.. options.Donations];
        lone = LoneScalars.Of(Steps, Storages, graph.Inputs.Length);
        var frames = 0;
        foreach (var step in Steps)
        {
            step.FirstFrame = frames;
            frames += step.Bodies.Count;
        }
    }

    /// <summary>What it computes.</summary>
    public Graph Graph { get; }

    /// <summary>How it was made.</summary>
    public PlanOptions Options { get; }

    /// <summary>
    /// The most memory that a run takes beside inputs and outputs, in bytes; what bodies take is within it. Packing of large products is
    /// not: it is shared by all plans of the process.
    /// </summary>
    public long PeakBytes => ArenaBytes + Constants.Bytes;

    /// <summary>Additions, multiplications and functions of one run, about; of loops of unknown length, of one step.</summary>
    public double Flops => Steps.Sum(step => step.Flops);

    /// <summary>Whether a run makes objects even where outputs are given: operations without a kernel.</summary>
    public bool Allocates => Steps.Any(step => step.Allocates);

    /// <summary>
    /// Bytes that a run pushes onto stacks, beside <see cref="PeakBytes"/>: a loop that runs until a condition fails, and whose derivative
    /// runs back over it, keeps so many for each of its steps. They are kept for the next run.
    /// </summary>
    public long StackBytes => Steps.Sum(step => step.StackBytes);

    internal Step[] Steps { get; }

    internal Storage[] Storages { get; }

    internal int[] Inputs { get; }

    internal int[] Outputs { get; }

    internal (int Storage, int Input)[] Donations { get; }

    internal ReadOnlySpan<(int Input, int Output)> WrittenOver => donations;

    internal long ArenaBytes { get; }

    internal ConstantMemory Constants { get; }

    internal bool GivesStacks { get; }

    /// <summary>The outputs at the given inputs.</summary>
    /// <param name="inputs">A tensor for each input, of its type; those that outputs are written over are changed.</param>
    /// <returns>A tensor for each output: a new one, or that of the input it is written over.</returns>
    /// <exception cref="GraphException">The inputs do not fit the graph, or an operation failed.</exception>
    public Tensor[] Run(params ReadOnlySpan<Tensor> inputs)
    {
        Interpreter.Require(Graph, inputs);
        var outputs = new Tensor?[Outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Graph.Outputs[i].Type.IsStack ? null : Tensor.Zeros(Graph.Outputs[i].Type);
        }

        foreach (var (input, output) in donations)
        {
            outputs[output] = inputs[input];
        }

        Run(inputs, outputs, CancellationToken.None, outputs);
        return outputs!;
    }

    /// <summary>Computes the outputs into given tensors.</summary>
    /// <param name="inputs">A tensor for each input, of its type.</param>
    /// <param name="outputs">
    /// A tensor for each output, of its type, whose memory is that of no input and of no other output; but for an output that is written
    /// over an input it is that of the input.
    /// </param>
    /// <param name="cancellation">Asked before each step.</param>
    /// <exception cref="GraphException">The tensors do not fit the graph, or an operation failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; outputs hold anything.</exception>
    public void Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, CancellationToken cancellation = default)
    {
        Interpreter.Require(Graph, inputs);
        Arguments.Check(Graph, inputs, outputs, donations);
        Run(inputs, outputs, cancellation, null);
    }

    /// <summary>Memory in which the plan runs on spans, one run at a time.</summary>
    /// <exception cref="GraphException">An input or output is a stack.</exception>
    public PlanMemory CreateMemory() => new(this);

    /// <summary>The steps with their kernels, what they read and write and where that lies, and what it all costs.</summary>
    public string Explain() => Explanation.Of(this);

    private void Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> outputs, CancellationToken cancellation, Tensor?[]? objects)
    {
        if (lone is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            lone.Run(inputs, outputs);
            return;
        }

        var frame = Rent();
        try
        {
            frame.Run(inputs, outputs, cancellation);
            for (var i = 0; i < (objects?.Length ?? 0); i++)
            {
                objects![i] ??= ReadStack(frame, i);
            }
        }
        finally
        {
            frame.Clear();
            Return(frame);
        }
    }

    private unsafe Tensor ReadStack(Frame frame, int output) =>
        StackTensors.Read((nint*)frame[Outputs[output]], Graph.Outputs[output].Type);

    /// <summary>A frame for one run, to be returned.</summary>
    internal Frame Rent()
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (idle[i] is not null && Interlocked.Exchange(ref idle[i], null) is { } frame)
            {
                return frame;
            }
        }

        return new(this);
    }

    /// <summary>Keeps a frame for the next run.</summary>
    internal void Return(Frame frame)
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref idle[i], frame, null) is null)
            {
                return;
            }
        }
    }
}
