using System.Diagnostics;
using Aresta.Datasets;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Samples.Native;
using Aresta.Tensors;
using Aresta.Transforms;
using static System.FormattableString;
using static Aresta.Functions.ClassificationLosses;
using static Aresta.Numerics.Elementary;

// A perceptron with one hidden layer learns 1,797 handwritten digits: one plan makes a step of the descent and writes the parameters over
// those before, so that a step allocates nothing.
if (Levels.HandOver(args) is { } code)
{
    return code;
}

const int Hidden = 64, Steps = 400;
const double Rate = 0.5;

var (train, test) = (Digits.Split.Train, Digits.Split.Test);
var step = Graph.Trace(
    v =>
    {
        var loss = CrossEntropy(Logits(v[0], v[2], v[3], v[4], v[5]), v[1]);
        var gradient = Gradient.Of(loss, v[2], v[3], v[4], v[5]);
        return [loss, .. gradient.Select((g, i) => v[i + 2] - Rate * g)];
    },
    [Pixels(train).Type, Labels(train).Type, .. Parameters().Select(x => x.Type)], originBudget: 0);
var plan = step.Compile(new() { Donations = [(2, 1), (3, 2), (4, 3), (5, 4)] });

Tensor loss = 0f;
var parameters = Parameters();
Tensor[] inputs = [Pixels(train), Labels(train), .. parameters], outputs = [loss, .. parameters];
var clock = Stopwatch.StartNew();
for (var i = 1; i <= Steps; i++)
{
    plan.Run(inputs, outputs);
    Console.Write(i % 100 > 0 ? "" : Invariant($"step {i}: loss {loss.ToDouble():F4}\n"));
}

var seconds = clock.Elapsed.TotalSeconds;
var hits = Graph.Trace(
    v => [Value.WhereEqual(Logits(v[0], v[2], v[3], v[4], v[5]).ArgMax(1), v[1], 1, 0).Mean()],
    [Pixels(test).Type, Labels(test).Type, .. parameters.Select(x => x.Type)], originBudget: 0).Compile();
var accuracy = hits.Run([Pixels(test), Labels(test), .. parameters])[0].ToDouble();
Console.WriteLine(Invariant($"test accuracy {accuracy:F4}, {Steps / seconds:F0} steps a second, vectors of {Levels.Bits} bits"));
return 0;

static Value Logits(Value x, Value w, Value b, Value u, Value c) => Tanh(x.MatMul(w) + b).MatMul(u) + c;

static Tensor Pixels(ClassificationData data) =>
    Tensor.Of(Array.ConvertAll(data.Features.ToArray(), x => (float)x), [data.Count, data.FeatureCount]);

static Tensor Labels(ClassificationData data) => Tensor.Vector(Array.ConvertAll(data.Labels.ToArray(), label => (long)label));

static Tensor[] Parameters() => [Random([64, Hidden]), Tensor.Zeros(TensorType.Float32(Hidden)), Random([Hidden, 10]),
    Tensor.Zeros(TensorType.Float32(10))];

static Tensor Random(Shape shape)
{
    var random = new Random(1);
    var bound = Math.Sqrt(6.0 / (shape[0] + shape[1])); // Glorot and Bengio (2010)
    return Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(_ => (float)(bound * ((2 * random.NextDouble()) - 1)))], shape);
}
