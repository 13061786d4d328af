using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A control node by its definition, on tensors, with its bodies compiled: for those that decide as they run what they keep.
/// </summary>
internal sealed class DefinedBodies : Step
{
    private readonly Control control;
    private readonly Node node;
    private readonly int[] operands;
    private readonly int[] results;
    private readonly Dictionary<Graph, Plan> plans = new(ReferenceEqualityComparer.Instance);

    public DefinedBodies(Control control, Node node, int[] operands, int[] results, PlanOptions options)
    {
        (this.control, this.node, this.operands, this.results) = (control, node, operands, results);
        foreach (var (_, body) in control.Bodies)
        {
            plans.TryAdd(body, new(body, options, isBody: true));
        }

        (Reads, Nodes) = ([.. operands.Distinct()], [node]);
    }

    public override string Kernel => "definition with bodies compiled";

    public override IReadOnlyList<int> Reads { get; }

    public override IReadOnlyList<int> Writes => results;

    public override IReadOnlyList<Node> Nodes { get; }

    public override bool Allocates => true;

    public override void Run(Frame frame)
    {
        var tensors = new Tensor[operands.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = Fallback.Read(frame, operands[i], node.Operands[i].Type);
        }

        try
        {
            var made = control.Run(
                tensors, node.Results,
                (body, inputs) => plans.TryGetValue(body, out var plan) ? plan.Run(inputs) : Interpreter.Run(body, inputs));
            for (var i = 0; i < made.Length; i++)
            {
                Fallback.Write(frame, results[i], made[i]);
            }
        }
        catch (Exception e) when (e is OperandException or DivideByZeroException)
        {
            throw Fallback.Failure(node, e is DivideByZeroException ? new OperandException("an integer is divided by zero") : e);
        }
    }
}
