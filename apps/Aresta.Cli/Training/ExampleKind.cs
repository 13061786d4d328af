namespace Aresta.Cli.Training;

/// <summary>What the examples of a training are.</summary>
internal enum ExampleKind
{
    /// <summary>Pixels, with a class.</summary>
    Image,

    /// <summary>Numbers from the columns of a table, with a class.</summary>
    Row,

    /// <summary>A window of a text, with the characters that follow.</summary>
    Text,
}
