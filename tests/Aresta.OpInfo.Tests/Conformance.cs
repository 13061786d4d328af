using System.Collections.Concurrent;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.OpInfo.Tests.Adapter;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using Call = Aresta.OpInfo.Tests.Adapter.Call;

namespace Aresta.OpInfo.Tests;

/// <summary>
/// Runs records with our operations: outputs, the gradient by reverse mode, the directional derivative by forward mode, and the
/// Hessian-vector product by forward over reverse, reverse over reverse and reverse over forward. Where a record has no such product, the
/// three are held against each other.
/// </summary>
internal static class Conformance
{
    private static readonly ConcurrentDictionary<string, Verdict> Verdicts = [];

    /// <summary>What comes of a record; each is run once.</summary>
    public static Verdict Of(SampleRecord record) => Verdicts.GetOrAdd(record.Id, _ => Run(Corrections.Apply(record)));

    private static Verdict Run(SampleRecord record)
    {
        if (Adapters.All.Find(record.Operation) is not { } operation)
        {
            return new(false, ["we lack the operation"]);
        }

        try
        {
            var graph = Trace(record, operation);
            var comparison = new Comparison();
            Values(record, graph, comparison);
            var scalar = Contracted(record, graph);
            FirstDerivatives(record, graph, scalar, comparison);
            SecondDerivatives(record, scalar, comparison);

            return new(true, comparison.Disagreements);
        }
        catch (LackingException e)
        {
            return new(false, [e.Message]);
        }
        catch (Exception e) when (e is GraphException or OperandException or ArgumentException)
        {
            return new(true, [$"threw {e.GetType().Name}: {e.Message}"]);
        }
    }

    /// <summary>The call as a graph: an input for each source, a constant for every other tensor.</summary>
    private static Graph Trace(SampleRecord record, Func<Call, Value[]> operation) => Graph.Trace(
        inputs =>
        {
            var tensors = record.Positional.Concat(record.Named.Values).SelectMany(argument => argument.Tensors)
                .Where(argument => !argument.RequiresGradient)
                .ToDictionary(argument => argument.Key, argument => Value.Constant(argument.Tensor));
            for (var i = 0; i < inputs.Length; i++)
            {
                tensors.Add(record.Sources[i].Key, inputs[i]);
            }

            return operation(new(record, tensors));
        },
        [.. record.Sources.Select(source => source.Tensor.Type)], originBudget: 0);

    private static void Values(SampleRecord record, Graph graph, Comparison comparison)
    {
        var outputs = Interpreter.Run(graph, Points(record));
        if (comparison.Count("outputs", outputs.Length, record.Outputs.Length))
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                comparison.Compare($"output {i}", outputs[i], record.Outputs[i]);
            }
        }
    }

    /// <summary>Σ cotangent·output as a graph with one scalar output.</summary>
    private static Graph Contracted(SampleRecord record, Graph graph)
    {
        Value sum = 0;
        for (var i = 0; i < record.Differentiable.Length; i++)
        {
            sum += (Value.Constant(record.Cotangents[i]) * graph.Outputs[record.Differentiable[i]]).Sum();
        }

        return Graph.Create(graph.Inputs.AsSpan(), [sum]);
    }

    private static void FirstDerivatives(SampleRecord record, Graph graph, Graph scalar, Comparison comparison)
    {
        var pulled = Interpreter.Run(Pullback.Of(graph), [.. Points(record), .. Cotangents(record, graph)]);
        for (var i = 0; i < record.Sources.Length; i++)
        {
            comparison.Compare($"gradient {record.Sources[i].Key}", pulled[graph.Outputs.Length + i], record.Gradients[i]);
        }

        var pushed = Interpreter.Run(Pushforward.Of(scalar), [.. Points(record), .. record.Direction]);
        comparison.Compare("directional derivative", pushed[1], record.DirectionalDerivative);
    }

    private static void SecondDerivatives(SampleRecord record, Graph scalar, Comparison comparison)
    {
        var sources = record.Sources.Length;
        Tensor[] pointsAndDirection = [.. Points(record), .. record.Direction];
        var reverse = Gradient.Of(scalar);
        var forward = Pushforward.Of(scalar);
        var slope = reverse.Outputs.Zip(record.Direction, (g, d) => (g * Value.Constant(d)).Sum()).Aggregate((a, b) => a + b);

        var forwardOverReverse = Interpreter.Run(Pushforward.Of(reverse), pointsAndDirection)[sources..];
        var reverseOverReverse = Interpreter.Run(Gradient.Of(Graph.Create(reverse.Inputs.AsSpan(), [slope])), Points(record));
        var reverseOverForward = Interpreter.Run(
            Gradient.Of(Graph.Create(forward.Inputs.AsSpan(), [forward.Outputs[1]])), pointsAndDirection);
        var expected = record.HessianVector ?? forwardOverReverse;
        for (var i = 0; i < sources; i++)
        {
            var key = record.Sources[i].Key;
            comparison.Compare($"hessian_vector {key}, forward over reverse", forwardOverReverse[i], expected[i]);
            comparison.Compare($"hessian_vector {key}, reverse over reverse", reverseOverReverse[i], expected[i]);
            comparison.Compare($"hessian_vector {key}, reverse over forward", reverseOverForward[i], expected[i]);
        }
    }

    private static Tensor[] Points(SampleRecord record) => [.. record.Sources.Select(source => source.Tensor)];

    /// <summary>A cotangent for each floating output: the record's, or 0 where torch has none.</summary>
    private static IEnumerable<Tensor> Cotangents(SampleRecord record, Graph graph) =>
        from i in Enumerable.Range(0, graph.Outputs.Length)
        where graph.Outputs[i].DType.IsFloating
        let position = Array.IndexOf(record.Differentiable, i)
        select position >= 0 ? record.Cotangents[position] : Tensor.Zeros(graph.Outputs[i].Type);
}
