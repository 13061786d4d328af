using Aresta.Cli.Charts;

namespace Aresta.Cli.Experiments;

/// <summary>A cell of an experiment's table: as people read it, and the number for programs.</summary>
internal readonly record struct Entry(string Text, double? Number = null);

/// <summary>What an experiment is and what came of it, in a person's language.</summary>
/// <param name="Name">What the command calls it.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Question">What is done, in a few sentences.</param>
/// <param name="Outcome">What was stated beforehand, and whether it came so.</param>
/// <param name="Holds">Whether it came so.</param>
internal sealed record ExperimentView(string Name, string Title, string Question, string Outcome, bool Holds)
{
    /// <summary>The columns of the table: what programs call them, and people.</summary>
    public required IReadOnlyList<(string Key, string Heading)> Columns { get; init; }

    /// <summary>The rows of the table.</summary>
    public required IReadOnlyList<IReadOnlyList<Entry>> Rows { get; init; }

    /// <summary>The charts, each with what is said of it.</summary>
    public required IReadOnlyList<(Chart Chart, string Says)> Charts { get; init; }
}
