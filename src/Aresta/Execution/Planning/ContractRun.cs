using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>A contraction as products of matrices: of values where they lie, or of views of them.</summary>
/// <remarks>
/// Elementwise operations may follow, part by part, each as soon as it is computed. The product then lies in memory of its own if others
/// read it too; else where one of the results comes to lie; or nowhere, where its rows pass through scratch memory.
/// </remarks>
internal sealed unsafe class ContractRun : Step
{
    private readonly Contraction contraction;
    private readonly (int Storage, nint Start) left;
    private readonly (int Storage, nint Start) right;
    private readonly bool single;
    private readonly int threads;
    private readonly int target;
    private readonly int[] factors;
    private readonly Follower? follower;

    public ContractRun(
        Contraction contraction, (int Storage, nint Start) left, (int Storage, nint Start) right, int result, bool single, Node node,
        int threads)
    {
        (this.contraction, this.left, this.right, this.single, this.threads) = (contraction, left, right, single, threads);
        (Result, target, factors) = (result, result, [.. new[] { left.Storage, right.Storage }.Distinct()]);
        (Reads, Writes, Nodes) = (factors, [result], [node]);
    }

    private ContractRun(ContractRun contract, ClusterRun cluster, int target)
    {
        (contraction, left, right) = (contract.contraction, contract.left, contract.right);
        (single, threads) = (contract.single, contract.threads);
        (Result, this.target, factors) = (contract.Result, target, contract.factors);
        follower = new(cluster, Result, contraction.Matrix!.Value.Columns);
        Reads = [.. factors.Union(cluster.Reads).Where(read => read != Result)];
        Writes = [.. cluster.Writes.Union(target < 0 ? [] : [target])];
        Nodes = [.. contract.Nodes, .. cluster.Nodes];
    }

    /// <summary>The storage of the product.</summary>
    public int Result { get; }

    public override string Kernel => $"contract {contraction}{(follower is null ? "" : target < 0 ? ", passed on to" : ", followed by")}";

    public override IReadOnlyList<int> Reads { get; }

    public override IReadOnlyList<int> Writes { get; }

    public override IReadOnlyList<Node> Nodes { get; }

    public override double Flops => (2 * contraction.MultiplyAdds) + (follower?.Cluster.Flops ?? 0);

    public override long WorkspaceBytes(int threads) => follower?.Cluster.PartBytes(threads) ?? 0;

    /// <summary>Whether a cluster can run on parts of the product.</summary>
    public bool MayPrecede(ClusterRun cluster) =>
        follower is null && contraction.Matrix is var (rows, columns) && cluster.MayFollow(Result, rows, columns);

    /// <summary>The same, followed by a cluster.</summary>
    /// <param name="cluster">What <see cref="MayPrecede"/>.</param>
    /// <param name="isRead">Whether others read the product too.</param>
    /// <param name="mayHold">Whether a result of the cluster may hold the product before.</param>
    public ContractRun Before(ClusterRun cluster, bool isRead, Predicate<int> mayHold) => new(
        this, cluster,
        isRead ? Result
        : (single ? contraction.MayPass<float>(threads) : contraction.MayPass<double>(threads)) ? -1
        : cluster.Writes.Where(write => cluster.MayShare(write, Result) && mayHold(write)).Append(Result).First());

    public override bool MayShare(int write, int read) =>
        follower is not null && write != target && !factors.Contains(read) && follower.Cluster.MayShare(write, read);

    public override void Run(Frame frame)
    {
        if (single)
        {
            Run<float>(frame);
        }
        else
        {
            Run<double>(frame);
        }
    }

    private void Run<T>(Frame frame) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* a = (T*)frame[left.Storage] + left.Start, b = (T*)frame[right.Storage] + right.Start;
        var c = target < 0 ? null : (T*)frame[target];
        if (follower is null)
        {
            contraction.Run(a, b, c, threads);
        }
        else
        {
            contraction.Run(a, b, c, new Epilogue<T>(follower, frame, frame[Workspace]), threads);
        }
    }

    private sealed record Follower(ClusterRun Cluster, int Product, int Columns);

    private readonly struct Epilogue<T>(Follower follower, Frame frame, byte* scratch) : IEpilogue<T> where T : unmanaged
    {
        private readonly byte* scratch = scratch;

        public void Apply(in Block<T> block) => follower.Cluster.Run(frame, follower.Product, follower.Columns, block, scratch);
    }
}
