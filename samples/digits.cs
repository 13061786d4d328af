#!/usr/bin/env -S dotnet run
#:project ../src/Aresta/Aresta.csproj
#:project ../src/Aresta.Datasets/Aresta.Datasets.csproj

// Softmax regression on 1,797 handwritten digits by gradient descent: the gradient is one reverse sweep over the graph of the loss.

using Aresta.Datasets;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static System.FormattableString;
using static Aresta.Numerics.Elementary;

const int Steps = 200;
const double Rate = 2;
TensorType[] parameters = [TensorType.Float64(64, 10), TensorType.Float64(10)]; // a weight for each pixel and digit, a bias for each digit

Console.WriteLine("Test images drawn from all writers, each digit with its share:");
var stratified = TrainAndTest(Digits.Split);
Console.WriteLine("Trained on the first 1,500 images, tested on the last 297, by other writers:");
var fileOrder = TrainAndTest(Digits.FileOrderSplit);
Console.WriteLine(Invariant($"test accuracy {stratified:F4} stratified, {fileOrder:F4} in file order"));

double TrainAndTest(TrainTestSplit split)
{
    // One step of the descent: (w, b) ↦ (loss, w − rate · ∂loss/∂w, b − rate · ∂loss/∂b).
    var descend = Graph.Trace(v =>
    {
        var loss = CrossEntropy(Logits(split.Train, v[0], v[1]), split.Train);
        var gradient = Gradient.Of(loss, v[0], v[1]);
        return [loss, v[0] - Rate * gradient[0], v[1] - Rate * gradient[1]];
    }, parameters, ["w", "b"]);

    Tensor[] state = [0.0, .. parameters.Select(Tensor.Zeros)];
    for (var step = 1; step <= Steps; step++)
    {
        state = Interpreter.Run(descend, state[1], state[2]);
        Console.Write(step % 20 > 0 ? "" : Invariant($"  step {step,3}: loss {state[0].ToDouble():F4}\n"));
    }

    var classify = Graph.Trace(v => [Logits(split.Test, v[0], v[1])], parameters);
    var answers = Interpreter.Run(classify, state[1], state[2])[0].ToDoubles().Chunk(10).Select(row => Array.IndexOf(row, row.Max()));
    return answers.Zip(split.Test.Labels.ToArray(), (answer, label) => answer == label ? 1.0 : 0.0).Average();
}

static Value Logits(ClassificationData data, Value w, Value b) =>
    Node.Create(new Contract("ij,jk->ik"), Value.Constant(Tensor.Of(data.Features.ToArray(), [data.Count, 64])), w).Result() + b;

// The mean of −log softmax(logits)[label] = log Σₖ exp(logits[k]) − logits[label].
static Value CrossEntropy(Value logits, ClassificationData data)
{
    var targets = data.Labels.ToArray().SelectMany(label => Enumerable.Range(0, 10).Select(k => k == label ? 1.0 : 0.0)).ToArray();
    var chosen = (logits * Value.Constant(Tensor.Of(targets, [data.Count, 10]))).Sum([1]);
    return (Log(Exp(logits).Sum([1])) - chosen).Sum() / data.Count;
}
