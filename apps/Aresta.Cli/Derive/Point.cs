using Aresta.Cli.Wording;
using Aresta.Execution;
using Aresta.Expressions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Cli.Derive;

/// <summary>The values that a person gives to the inputs of a program: <c>a=2 b=1 v=[1,2]</c>.</summary>
internal static class Point
{
    /// <summary>A tensor for each input of the program, in its order; null where no values are given and some are needed.</summary>
    /// <exception cref="InputException">A value is missing, unknown, repeated or no number.</exception>
    public static List<Tensor>? Read(Program program, IReadOnlyList<string> assignments, Texts texts)
    {
        if (assignments.Count == 0 && program.Inputs.Count > 0)
        {
            return null;
        }

        var given = new Dictionary<string, Tensor>();
        foreach (var assignment in assignments)
        {
            var (name, text) = Split(assignment, texts);
            if (!program.Inputs.Contains(name))
            {
                throw new InputException(program.Assigned.Contains(name)
                    ? Texts.Format(texts.AssignedName, name)
                    : Texts.Format(texts.UnknownInput, name, program.Inputs.Count == 0 ? texts.NoInputs
                        : string.Join(", ", program.Inputs)));
            }

            if (!given.TryAdd(name, Evaluate(name, text, texts)))
            {
                throw new InputException(Texts.Format(texts.RepeatedValue, name));
            }
        }

        var missing = program.Inputs.Where(name => !given.ContainsKey(name)).ToList();
        return missing.Count == 0
            ? [.. program.Inputs.Select(name => given[name])]
            : throw new InputException(Texts.Format(
                texts.MissingValues, string.Join(", ", missing), string.Join(' ', missing.Select(name => $"{name}=1"))));
    }

    /// <summary>The two sides of name=value.</summary>
    public static (string Name, string Text) Split(string assignment, Texts texts)
    {
        var at = assignment.IndexOf('=');
        return at > 0 && assignment[(at + 1)..].Trim().Length > 0
            ? (assignment[..at].Trim(), assignment[(at + 1)..].Trim())
            : throw new InputException(Texts.Format(texts.NotAnAssignment, assignment));
    }

    /// <summary>A value is itself a program without inputs: 2, -1.5e3, pi/2, [1,2], [[1,2],[3,4]].</summary>
    public static Tensor Evaluate(string name, string text, Texts texts)
    {
        try
        {
            var program = Program.Parse(text);
            if (program.Inputs.Count == 0 && program.Assigned.SequenceEqual([Program.ResultName]))
            {
                return Interpreter.Run(program.ToGraph())[0];
            }
        }
        catch (Exception e) when (e is ExpressionException or GraphException)
        {
            throw new InputException(Texts.Format(texts.NotAConstant, name, text));
        }

        throw new InputException(Texts.Format(texts.NotAConstant, name, text));
    }
}
