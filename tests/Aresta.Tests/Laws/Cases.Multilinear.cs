using Aresta.Primitives;

namespace Aresta.Tests.Laws;

/// <content>Multilinear primitives.</content>
public static partial class PrimitiveCases
{
    private static Dictionary<string, Func<Draw, PrimitiveCase>> Multilinear() => new()
    {
        [Scale.Keyword] = d =>
        {
            var shape = d.Shape();
            return new(new Scale(), [d.Tensor(shape), d.Tensor(shape)]);
        },
        [Contract.Keyword] = d =>
        {
            // Each label stands in two of the three places or in all: which one it misses is drawn (3 for none).
            var labels = Enumerable.Range(0, d.Int(0, 5))
                .Select(i => (Letter: (char)('a' + i), Missing: d.Int(0, 3), Length: d.Int(0, 15) == 0 ? 0 : d.Int(1, 3))).ToArray();
            var places = Enumerable.Range(0, 3)
                .Select(place => d.Permutation(labels.Length).Select(i => labels[i]).Where(label => label.Missing != place).ToArray())
                .ToArray();
            var text = places.Select(place => string.Concat(place.Select(label => label.Letter))).ToArray();
            return new(
                new Contract($"{text[0]},{text[1]}->{text[2]}"),
                [d.Tensor([.. places[0].Select(label => label.Length)]), d.Tensor([.. places[1].Select(label => label.Length)])]);
        },
    };
}
