using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta;

/// <content>What reverse passes keep.</content>
public sealed partial class Function
{
    /// <summary>
    /// The same function, of whose inside reverse passes keep only what they are told to; the rest is computed again when it is needed. The
    /// derivatives are the same to the bit, and are checkpointed in the same way.
    /// </summary>
    /// <param name="keep">What is kept; nothing but the arguments unless given.</param>
    public Function Checkpoint(Keep? keep = null) => Transform(graph => Transforms.Checkpoint.Of(graph, keep));

    /// <summary>
    /// What a reverse pass through the function will keep, before anything runs: each value, its bytes, its name and its line.
    /// <c>f.Memory(TensorType.Float64(100, 784))</c>.
    /// </summary>
    /// <param name="types">The types of the arguments.</param>
    /// <exception cref="Primitives.GraphException">The function cannot take arguments of these types.</exception>
    public Transforms.MemoryReport Memory(params TensorType[] types) => Transforms.MemoryReport.Of(Graph(types));
}
