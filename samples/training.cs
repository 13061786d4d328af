#!/usr/bin/env -S dotnet run
#:project ../src/Aresta.Learning/Aresta.Learning.csproj

// A network with a hidden layer learns 1,797 handwritten digits: loss, gradient and optimizer are one compiled step.

using Aresta.Datasets;
using Aresta.Learning.Data;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;

var model = new Sequential(new Dense(64, 128), Activation.Relu, new Dropout(0.1), new Dense(128, 10));
var trainer = new Trainer(model, CommonLosses.CrossEntropy, new Adam(), options: new() { Seed = 1 });

foreach (var epoch in trainer.Fit(Examples.Of(Digits.Split.Train), new() { Epochs = 20, BatchSize = 32 }))
    Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}");

var test = trainer.Evaluate(Examples.Of(Digits.Split.Test), Metrics.Accuracy);
Console.WriteLine($"test accuracy {test.Metrics[0]:F4}");
