using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>
/// A program in the language of formulas, such as <c>c = a + b; d = b + 1; e = c·d</c>: read and checked, and ready to become a graph once
/// the types of its inputs are known.
/// </summary>
public sealed class Program
{
    /// <summary>The name of the output of a last statement that has none.</summary>
    public const string ResultName = "result";

    // Second names of one value are kept in a list that is copied for each, and nobody reads so many.
    private const int LargestAliasCount = 1_000;

    private const int LargestStepCount = 200_000;

    private readonly List<Statement> statements;

    private Program(string source, List<Statement> statements, IReadOnlyList<string> inputs) =>
        (Source, this.statements, Inputs) = (source, statements, inputs);

    /// <summary>The text.</summary>
    public string Source { get; }

    /// <summary>The free names, which must be given values, in order of appearance.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The names that the program assigns, in order; <see cref="ResultName"/> for a last statement without one.</summary>
    public IEnumerable<string> Assigned => statements.Select(s => s.Name ?? ResultName);

    /// <summary>Reads a program.</summary>
    /// <exception cref="ExpressionException">It is malformed; the message says what and where.</exception>
    public static Program Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var statements = Parser.Parse(source);
        return new(source, statements, Check(source, statements));
    }

    /// <summary>The graph of the program: an input for each free name, an output for each assigned name that feeds no other.</summary>
    /// <param name="types">The types of inputs that are not float64 scalars.</param>
    /// <exception cref="ExpressionException">An operation cannot take its operands.</exception>
    public Graph ToGraph(IReadOnlyDictionary<string, TensorType>? types = null)
    {
        var inputs = Inputs.ToDictionary(name => name, name => Value.Input(types?.GetValueOrDefault(name) ?? TensorType.Float64(), name));
        var values = new Builder(Source, inputs).Build(statements);
        var used = Graph.Ancestors([.. values]).SelectMany(node => node.Operands).ToHashSet();
        return Graph.Create([.. Inputs.Select(name => inputs[name])], [.. values.Where(v => !used.Contains(v)).Distinct()]);
    }

    /// <summary>Checks what can be known without types, and finds the free names.</summary>
    private static List<string> Check(string source, List<Statement> statements)
    {
        var (assigned, later) = (new HashSet<string>(), statements.Select(s => s.Name).OfType<string>().ToHashSet());
        var (inputs, seen, count, aliases) = (new List<string>(), new HashSet<string>(), 0, 0);
        foreach (var statement in statements)
        {
            foreach (var step in statement.Steps)
            {
                if (++count > LargestStepCount)
                {
                    throw new ExpressionException(Problem.TooLong, source, step.Span, LargestStepCount);
                }

                if (step is Instruction.Call call)
                {
                    CheckCall(source, call);
                }
                else if (step is Instruction.Name { Text: var name } && !assigned.Contains(name))
                {
                    if (later.Contains(name))
                    {
                        throw new ExpressionException(Problem.UsedBeforeAssigned, source, step.Span, name);
                    }

                    if (FunctionTable.Default.Knows(name))
                    {
                        throw new ExpressionException(Problem.FunctionWithoutCall, source, step.Span, name);
                    }

                    if (!Constants.Knows(name) && seen.Add(name))
                    {
                        inputs.Add(name);
                    }
                }
            }

            if (statement.Steps is [Instruction.Name] && ++aliases > LargestAliasCount)
            {
                throw new ExpressionException(Problem.TooManyAliases, source, statement.Span, LargestAliasCount);
            }

            CheckName(source, statement, statement == statements[^1], assigned, seen);
        }

        return inputs;
    }

    private static void CheckCall(string source, Instruction.Call call)
    {
        if (!FunctionTable.Default.Knows(call.Function))
        {
            var similar = Spelling.Nearest(call.Function, FunctionTable.Default.Names) is { } near ? $" ({near}?)" : "";
            throw new ExpressionException(Problem.UnknownFunction, source, call.Span, call.Function, similar);
        }

        if (FunctionTable.Default.Find(call.Function, call.Count) is null)
        {
            var counts = string.Join(", ", FunctionTable.Default.Counts(call.Function));
            throw new ExpressionException(Problem.WrongArgumentCount, source, call.Span, call.Function, counts, call.Count);
        }
    }

    private static void CheckName(string source, Statement statement, bool isLast, HashSet<string> assigned, HashSet<string> inputs)
    {
        if (statement.Name is null && !isLast)
        {
            throw new ExpressionException(Problem.StatementWithoutName, source, statement.Span);
        }

        var name = statement.Name ?? ResultName;
        if (FunctionTable.Default.Knows(name))
        {
            throw new ExpressionException(Problem.ReservedName, source, statement.Span, name);
        }

        if (statement.Name is null && (inputs.Contains(name) || assigned.Contains(name)))
        {
            throw new ExpressionException(Problem.ResultIsTaken, source, statement.Span, name);
        }

        if (!assigned.Add(name) || inputs.Contains(name))
        {
            throw new ExpressionException(Problem.AssignedTwice, source, statement.Span, name);
        }
    }
}
