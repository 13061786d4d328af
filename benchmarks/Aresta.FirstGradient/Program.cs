using System.Globalization;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;
using Aresta.Transforms;

// The chapter's e = (a + b)·(b + 1) with both derivatives, then the resident bytes.
var graph = Gradient.WithValue(Graph.Trace((a, b) => (a + b) * (b + 1), TensorType.Float64(), TensorType.Float64()));
var results = graph.Compile().Run(2.0, 1.0);
Console.WriteLine(string.Join(' ', results.Select(x => x.ToDouble().ToString(CultureInfo.InvariantCulture))));
Console.WriteLine(Environment.WorkingSet);
