namespace Aresta.Numerics;

/// <summary>
/// Turns what was written down into instructions: drops what no output needs, and joins products with the sum or difference that alone
/// uses them (in two roundings as before, so that results do not change).
/// </summary>
internal sealed class Lowering<T>(Trace<T> trace, int[] outputs) where T : IReal<T>
{
    private readonly NodeList nodes = trace.Nodes;
    private readonly int[] uses = new int[trace.Nodes.Count];
    private readonly int[] slots = new int[trace.Nodes.Count];
    private readonly List<T> constants = [.. trace.Constants];

    /// <summary>The slots of 1, −1 and −0.</summary>
    private readonly int one = trace.Constants.Count, minusOne = trace.Constants.Count + 1, minusZero = trace.Constants.Count + 2;

    public ScalarProgram<T> Program()
    {
        Count();
        foreach (var literal in (double[])[1, -1, -0.0])
            constants.Add(T.Constant(literal));
        var inputs = constants.Count;
        var first = inputs + trace.Inputs.Count;
        var code = new Instruction[InstructionCount()];
        var length = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.Code == Trace<T>.ConstantNode)
                slots[i] = node.X;
            else if (node.Code == Trace<T>.InputNode)
                slots[i] = inputs + node.X;
            else if (uses[i] > 0)
            {
                slots[i] = first + length;
                code[length++] = Lowered(node);
            }
        }

        return new([.. constants], trace.Inputs.Count, code, [.. trace.Operations], [.. trace.Guards],
            Array.ConvertAll(outputs, node => slots[node]));
    }

    /// <summary>How often each node is used by one that is used; products that a sum takes in come out at −1.</summary>
    private void Count()
    {
        foreach (var output in outputs)
            uses[output] += 2; // an output is never joined with its only user
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (node.Code == Trace<T>.GuardNode)
                uses[i] = 1;
            if (uses[i] <= 0 || node.Code is Trace<T>.ConstantNode or Trace<T>.InputNode)
                continue;
            uses[node.X]++;
            if (node.Y != node.X || node.Code is Trace<T>.Add or Trace<T>.Subtract)
                uses[node.Y]++;
            if (node.Code >= Trace<T>.FirstOperation)
                uses[node.Z]++;
        }

        for (var i = 0; i < nodes.Count; i++)
            if (uses[i] > 0 && nodes[i] is { Code: Trace<T>.Add or Trace<T>.Subtract } sum)
            {
                if (IsLoneProduct(sum.X))
                    uses[sum.X] = -1;
                else if (IsLoneProduct(sum.Y))
                    uses[sum.Y] = -1;
            }
    }

    private int InstructionCount()
    {
        var count = 0;
        for (var i = 0; i < nodes.Count; i++)
            if (uses[i] > 0 && nodes[i].Code is not (Trace<T>.ConstantNode or Trace<T>.InputNode))
                count++;
        return count;
    }

    private bool IsLoneProduct(int node) => nodes[node].Code == Trace<T>.Multiply && uses[node] == 1;

    private Instruction Lowered(Node node)
    {
        var (x, y) = (node.X, node.Y);
        switch (node.Code)
        {
            case Trace<T>.Add when uses[x] < 0:
                return Product(Codes.MultiplyAdd, nodes[x], slots[y]);
            case Trace<T>.Add when uses[y] < 0:
                return Product(Codes.MultiplyAdd, nodes[y], slots[x]);
            case Trace<T>.Add:
                return new(Codes.MultiplyAdd, slots[x], one, slots[y]);
            case Trace<T>.Subtract when uses[x] < 0:
                return Product(Codes.MultiplySubtract, nodes[x], slots[y]);
            case Trace<T>.Subtract when uses[y] < 0:
                return Product(Codes.SubtractProduct, nodes[y], slots[x]);
            case Trace<T>.Subtract:
                return new(Codes.MultiplyAdd, slots[y], minusOne, slots[x]);
            case Trace<T>.Multiply:
                return Product(Codes.MultiplyAdd, node, minusZero);
            case Trace<T>.Divide:
                return new(Codes.Divide, slots[x], slots[y], slots[x]);
            case Trace<T>.GuardNode:
                return new(Codes.Guard, slots[x], slots[y], node.Z);
            default:
                return new(Codes.First + node.Code - Trace<T>.FirstOperation, slots[x], slots[y], slots[node.Z]);
        }
    }

    private Instruction Product(int kind, Node product, int z) => new(kind, slots[product.X], slots[product.Y], z);
}
