using Aresta.Graphs;
using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// From nodes to steps, in one pass. Elementwise nodes gather in clusters that stay open as long as nobody needs their values elsewhere;
/// reshapes are other names of the same place; permutations, slices and broadcasts are views until someone wants them in order.
/// </summary>
/// <remarks>
/// An open cluster depends on nothing but steps that are emitted, so open clusters may be joined, and emitted in any order.
/// </remarks>
internal sealed partial class Lowering
{
    private readonly Graph graph;
    private readonly PlanOptions options;
    private readonly int threads;
    private readonly Places places;
    private readonly Dataflow flow;
    private readonly Selection selection;
    private readonly TensorType[] types;
    private readonly int[] roots;
    private readonly int[] storageOf;
    private readonly View?[] views;
    private readonly Tensor?[] constants;
    private readonly int[] uses;
    private readonly Draft?[] drafts;

    public Lowering(Graph graph, PlanOptions options)
    {
        (this.graph, this.options, places) = (graph, options, graph.Places);
        threads = Math.Clamp(options.ThreadCount, 1, Workers.Most);
        flow = new(graph);
        selection = new(flow);
        (types, roots, uses) = (flow.Types, flow.Roots, selection.Uses);
        storageOf = new int[places.Count];
        Array.Fill(storageOf, -1);
        (views, constants, drafts) = (new View?[places.Count], new Tensor?[places.Count], new Draft?[places.Count]);
    }

    /// <summary>How many threads share each step.</summary>
    public int Threads => threads;

    /// <summary>The steps.</summary>
    public List<Step> Steps { get; } = [];

    /// <summary>The storages.</summary>
    public List<Storage> Storages { get; } = [];

    /// <summary>The tensors that constant storages hold.</summary>
    public List<(Storage Storage, Tensor Tensor)> Constants { get; } = [];

    /// <summary>The storages of the inputs.</summary>
    public int[] Inputs { get; private set; } = [];

    /// <summary>The storages of the outputs.</summary>
    public int[] Outputs { get; private set; } = [];

    /// <summary>The storages that are written over an input.</summary>
    public List<(int Storage, int Input)> Donations { get; } = [];

    /// <summary>Lowers all nodes.</summary>
    public void Run()
    {
        Inputs = new int[graph.Inputs.Length];
        for (var i = 0; i < Inputs.Length; i++)
        {
            var storage = Storages[Inputs[i] = Own(places.Results[i], -1)];
            (storage.Kind, storage.Number) = (StorageKind.Input, i);
        }

        for (var n = Inputs.Length; n < graph.Nodes.Length; n++)
        {
            if (selection.At(n) is { } match)
            {
                Emit(match.Step(new(this)));
                Settle(match.Reads);
            }

            if (selection.Runs(n))
            {
                Lower(n, graph.Nodes[n]);
                Settle(places.Operands[n]);
            }
        }

        foreach (var draft in drafts)
        {
            Close(draft);
        }

        FinishOutputs();
        for (var n = 0; n < Steps.Count; n++)
        {
            foreach (var read in Steps[n].Reads)
            {
                Storages[read].LastRead = Math.Max(Storages[read].LastRead, n);
            }
        }
    }

    private void Lower(int position, Node node)
    {
        if (HasStacks(node) || node.Primitive is EmptyStack)
        {
            LowerStacks(position, node);
            return;
        }

        switch (node.Primitive)
        {
            case Source:
                constants[places.Results[position]] = node.Primitive.Evaluate([], node.Results)[0];
                break;
            case Elementwise or Scale when places.Operands[position].All(IsKnownNumber):
                Tensor[] numbers = [.. places.Operands[position].Select((o, i) => constants[roots[o]]!.Reshape(node.Operands[i].Shape))];
                constants[places.Results[position]] = node.Primitive.Evaluate(numbers, node.Results)[0];
                break;
            case Graphs.Control:
                Define(position, node);
                break;
            case var _ when node.Results.All(result => result.Shape.Size == 0):
                for (var i = 0; i < node.Results.Length; i++)
                {
                    Own(places.Results[position] + i, -1); // nothing is computed
                }

                break;
            case not (Concatenate or Recurrence) when node.Operands.Any(operand => operand.Shape.Size == 0):
                LowerEmpty(position, node);
                break;
            case var _ when ScalarWriter.Knows(node):
                LowerScalar(position);
                break;
            case Sum or Max or Min:
                LowerReduction(position, node);
                break;
            case Contract when node.Results[0].DType.IsFloating:
                LowerContraction(position, node);
                break;
            case var primitive when ElementwiseKernels.Know(primitive):
                LowerElementwise(position, node);
                break;
            case Broadcast or Permute or Slice or Reverse or Window or Diagonal:
                LowerView(position, node);
                break;
            case Concatenate concatenate:
                LowerConcatenate(position, node, concatenate);
                break;
            case Pad or EmbedDiagonal:
                LowerMove(position, node);
                break;
            case Contract contract:
                LowerIntegerContraction(position, node, contract);
                break;
            case Sort or CumulativeExtreme or Recurrence or Product or ArgMax or ArgMin:
                LowerAlong(position, node);
                break;
            case RandomBits:
                LowerRandomBits(position, node);
                break;
            case CumulativeSum sums:
                LowerCumulative(position, node, sums);
                break;
            case OverlapAdd overlap:
                LowerOverlap(position, node, overlap);
                break;
            case Gather or ScatterAdd:
                LowerIndex(position, node);
                break;
            default:
                Define(position, node);
                break;
        }
    }

    private bool IsKnownNumber(int place) => constants[roots[place]] is { Shape.Size: 1, DType: DType.Float32 or DType.Float64 };

    private static bool HasStacks(Node node) =>
        node.Operands.Any(operand => operand.Type.IsStack) || node.Results.Any(result => result.IsStack);

    // Lanes move as numbers do.
    private void LowerStacks(int position, Node node)
    {
        if (node.Primitive is Broadcast or Permute)
        {
            LowerView(position, node);
        }
        else
        {
            Define(position, node);
        }
    }

    // By bodies where it has them, else by its definition.
    private void Define(int position, Node node)
    {
        int[] operands = [.. places.Operands[position].Select(Stored)];
        int[] results = [.. node.Results.Select((_, i) => Own(places.Results[position] + i, Steps.Count))];
        Emit(node.Primitive is Graphs.Control control
            ? Loops.Of(control, node, operands, results, options)
            : node.Primitive is IMatrixFunction function ? new MatrixRun(function, node, operands, results, threads)
            : HasStacks(node) && StackRun.Knows(node.Primitive) ? new StackRun(node, operands, results)
            : new Fallback(node, operands, results));
    }

    private int Emit(Step step)
    {
        foreach (var write in step.Writes)
        {
            if (Storages[write].Defined < 0 || !joined.Contains(write))
            {
                Storages[write].Defined = Steps.Count;
            }
        }

        if (step.WorkspaceBytes(threads) is > 0 and var bytes)
        {
            var workspace = new Storage(Storages.Count, default, bytes) { Defined = Steps.Count, LastRead = Steps.Count };
            Storages.Add(workspace);
            step.Workspace = workspace.Index;
        }

        Steps.Add(step);
        return Steps.Count - 1;
    }

    /// <summary>A storage of its own for a value that the next step writes.</summary>
    public int Own(int place) => Own(place, Steps.Count);

    // A storage of its own for a value.
    private int Own(int place, int step)
    {
        var storage = NewStorage(types[place]);
        storage.Defined = step;
        return storageOf[place] = storage.Index;
    }

    private Storage NewStorage(TensorType type)
    {
        var storage = new Storage(Storages.Count, type, StorageBytes.Of(type));
        Storages.Add(storage);
        return storage;
    }

    /// <summary>The storage where a value lies in row-major order, from here on.</summary>
    public int Stored(int place)
    {
        var root = roots[place];
        if (storageOf[root] >= 0)
        {
            return storageOf[root];
        }

        if (constants[root] is { } tensor)
        {
            var storage = NewStorage(tensor.Type);
            storage.Kind = StorageKind.Constant;
            Constants.Add((storage, tensor));
            return storageOf[root] = storage.Index;
        }

        if (views[root] is { } view)
        {
            return Order(root, view);
        }

        Close(drafts[root]);
        return storageOf[root];
    }
}
