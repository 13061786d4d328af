namespace Aresta.Execution;

/// <summary>
/// Nodes that one kernel computes together, faster than one by one: how they are recognized, and the step that they become.
/// </summary>
/// <remarks>A pattern only looks. It is registered in <see cref="Selection"/>; nothing else knows it.</remarks>
internal interface IPattern
{
    /// <summary>
    /// What ends at the node at a position; null if it is none of these. Values on the way that others need too stay right: their nodes
    /// run as well. Where that costs more than the pattern gains, it is no match (<see cref="Dataflow.IsOnlyFor"/>).
    /// </summary>
    /// <param name="graph">Who makes which value, and who uses it.</param>
    /// <param name="position">The position of the node, one with a floating result that is not empty.</param>
    Match? At(Dataflow graph, int position);
}
