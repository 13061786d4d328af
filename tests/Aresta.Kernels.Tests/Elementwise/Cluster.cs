using System.Runtime.InteropServices;

namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>Runs programs over arrays.</summary>
internal static unsafe class Cluster
{
    /// <summary>An array as rows of a program.</summary>
    public sealed record Rows(Array Data, int RowStride, int ColumnStride)
    {
        public int RowLength { get; init; }
        public int OuterStride { get; init; }
        public int OuterLength { get; init; }
        public int FarStride { get; init; }
    }

    /// <summary>All columns of one row.</summary>
    public static Rows Strip(Array data) => new(data, 0, 1);

    /// <summary>One number.</summary>
    public static Rows Scalar(Array data) => new(data, 0, 0);

    /// <summary>Runs the blocks in shares, from the last to the first as threads might, and joins them.</summary>
    public static void Run(ClusterProgram program, Rows[] inputs, Rows[] outputs, Rows[] results, int rows, int columns, int shares = 1)
    {
        var handles = new List<GCHandle>();
        try
        {
            ClusterOperand[] Pin(Rows[] all) => [.. all.Select(given =>
            {
                var handle = GCHandle.Alloc(given.Data, GCHandleType.Pinned);
                handles.Add(handle);
                return new ClusterOperand
                {
                    Address = (byte*)handle.AddrOfPinnedObject(), RowStride = given.RowStride, ColumnStride = given.ColumnStride,
                    RowLength = given.RowLength, OuterStride = given.OuterStride, OuterLength = given.OuterLength,
                    FarStride = given.FarStride,
                };
            })];

            var (x, y, z) = (Pin(inputs), Pin(outputs), Pin(results));
            var scratch = new byte[program.ScratchBytes(columns)];
            var partials = new byte[program.PartialBytes(rows, columns)];
            fixed (byte* s = scratch, p = partials)
            {
                var blocks = ClusterProgram.Blocks(rows, columns);
                for (var share = shares - 1; share >= 0; share--)
                {
                    var (first, end) = (blocks * share / shares, blocks * (share + 1) / shares);
                    Array.Fill(scratch, (byte)share);
                    program.Run(x, y, z, rows, columns, first, end - first, s, p);
                }

                program.Finish(z, rows, columns, p);
            }
        }
        finally
        {
            handles.ForEach(handle => handle.Free());
        }
    }
}
