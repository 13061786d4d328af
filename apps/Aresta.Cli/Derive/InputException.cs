namespace Aresta.Cli.Derive;

/// <summary>Input that cannot be worked with; the message is for the person, in their language.</summary>
/// <param name="message">The sentence.</param>
internal sealed class InputException(string message) : Exception(message);

/// <summary>A command line that cannot be understood; the message is for the person, in their language.</summary>
/// <param name="message">The sentence.</param>
internal sealed class UsageException(string message) : Exception(message);
