using Aresta.Graphs;

namespace Aresta.Checking;

/// <summary>
/// How a body of a control node is fed: which of its outputs are inputs of its next run, and which operands its inputs are.
/// </summary>
/// <param name="Name">The name of the body.</param>
/// <param name="First">The first input that a run hands to the next.</param>
/// <param name="Carried">How many of its first outputs are handed on; the further ones belong to their run alone.</param>
/// <param name="Answers">Whether its outputs are the results of the node.</param>
internal sealed record BodyLayout(string Name, int First, int Carried, bool Answers)
{
    /// <summary>The layout of a body.</summary>
    public static BodyLayout Of(Control control, Graph body)
    {
        var name = control.Bodies.First(each => ReferenceEquals(each.Graph, body)).Name;
        return (control, name) switch
        {
            (While, "condition") => new(name, 0, 0, Answers: false),
            (Loop loop, _) => new(name, loop.Closed, loop.States, Answers: true),
            (ScanPull pull, "pull") => new(
                name, pull.Step.Inputs.Length, pull.AnsweringStates + pull.ClosedSources, Answers: true),
            (ScanPull pull, _) => new(name, pull.Closed, pull.States, Answers: false),
            _ => new(name, 0, 0, Answers: true),
        };
    }

    /// <summary>Whether an input comes from the run before; of which of its outputs.</summary>
    public int? CarriedBy(int input) => input >= First && input < First + Carried ? input - First : null;

    /// <summary>The operand of the node that an input is, or was in the first run, or is a row of; null where it is none.</summary>
    public int? OperandOf(Control control, int input) => control switch
    {
        Cond => input + 1,
        ScanPull pull when Name == "pull" && input >= First + pull.AnsweringStates =>
            input < First + Carried ? null : input - pull.ClosedSources,
        _ => input,
    };

    /// <summary>Which row of an operand a run of a loop takes or gives; null where it takes the operand as it is.</summary>
    public int? RowOf(Control control, int input, int run) => control is Scan scan && input >= scan.Closed + scan.States
        ? RowAt(scan, run)
        : null;

    /// <summary>The row of arrays at which a step of a scan stands.</summary>
    public static int RowAt(Scan scan, int run) => scan.Backward ? scan.Length - 1 - run : run;
}
