#!/usr/bin/env -S dotnet run
#:project ../src/Aresta/Aresta.csproj
#:project ../src/Aresta.Datasets/Aresta.Datasets.csproj

// Softmax regression on 1,797 handwritten digits by gradient descent: the gradient is one reverse sweep over the graph of the loss.

using Aresta;
using Aresta.Datasets;
using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static System.FormattableString;
using static Aresta.Functions.ClassificationLosses;

const int Steps = 200;
const double Rate = 2;

Console.WriteLine("Test images drawn from all writers, each digit with its share:");
var stratified = TrainAndTest(Digits.Split);
Console.WriteLine("Trained on the first 1,500 images, tested on the last 297, by other writers:");
var fileOrder = TrainAndTest(Digits.FileOrderSplit);
Console.WriteLine(Invariant($"test accuracy {stratified:F4} stratified, {fileOrder:F4} in file order"));

static double TrainAndTest(TrainTestSplit split)
{
    // One step of the descent: (w, b) ↦ (loss, w − rate · ∂loss/∂w, b − rate · ∂loss/∂b).
    var (images, digits) = Values(split.Train);
    var descend = Function.Of((w, b) =>
    {
        var loss = CrossEntropy(images.MatMul(w) + b, digits);
        var gradient = Gradient.Of(loss, w, b);
        return [loss, w - Rate * gradient[0], b - Rate * gradient[1]];
    });

    var weights = Tensor.Zeros(TensorType.Float64(64, 10)); // for each pixel and digit
    var biases = Tensor.Zeros(TensorType.Float64(10));
    for (var step = 1; step <= Steps; step++)
    {
        (var loss, weights, biases) = descend.Call(weights, biases);
        Console.Write(step % 20 > 0 ? "" : Invariant($"  step {step,3}: loss {loss.ToDouble():F4}\n"));
    }

    var (testImages, testDigits) = Values(split.Test);
    var accuracy = Function.Of((w, b) => Value.WhereEqual((testImages.MatMul(w) + b).ArgMax(1), testDigits, 1, 0).Mean());
    return accuracy.Call(weights, biases);
}

static (Value Images, Value Digits) Values(ClassificationData data) => (
    Value.Constant(Tensor.Of(data.Features.ToArray(), [data.Count, data.FeatureCount])),
    Value.Constant(Tensor.Vector(data.Labels.ToArray())).ConvertTo(DType.Int64));
