using Aresta.Paths;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>A sentence for the linear map on an edge that is no number for each element.</summary>
public static class LocalMap
{
    /// <summary>The sentence.</summary>
    public static string Describe(Edge edge, Language language)
    {
        var (node, primitive) = (edge.To.Node, edge.To.Node.Primitive);
        var (english, portuguese) = !primitive.HasEdge(node, edge.Operand)
            ? ("zero: nothing flows through it", "zero: nada flui por ela") : primitive switch
            {
                Sum sum => ($"the tangent is summed over the axes {sum.Axes}", $"a tangente é somada sobre os eixos {sum.Axes}"),
                Broadcast => ($"the tangent is repeated to the shape {edge.To.Shape}",
                    $"a tangente é repetida até a forma {edge.To.Shape}"),
                Permute permute => ($"the axes of the tangent are reordered to {permute.Axes}",
                    $"os eixos da tangente são reordenados para {permute.Axes}"),
                Reshape => ($"the tangent takes the shape {edge.To.Shape}", $"a tangente assume a forma {edge.To.Shape}"),
                Slice => ("the same part of the tangent is taken", "toma-se a mesma parte da tangente"),
                Where => ("the tangent is kept where this branch is chosen, and is 0 elsewhere",
                    "a tangente fica onde este ramo é escolhido, e é 0 no resto"),
                Concatenate => ($"the tangent fills part {edge.Operand} of the result",
                    $"a tangente preenche a parte {edge.Operand} do resultado"),
                Contract contract => (
                    $"the tangent takes the place of operand {edge.Operand} in the product \"{contract.Labels}\"",
                    $"a tangente toma o lugar do operando {edge.Operand} no produto \"{contract.Labels}\""),
                Linear => ($"the tangent goes through {primitive} itself, for it is linear",
                    $"a tangente passa pelo próprio {primitive}, que é linear"),
                _ => ($"the linear map of {primitive.Name} at this point", $"a aplicação linear de {primitive.Name} neste ponto"),
            };
        return language == Language.Portuguese ? portuguese : english;
    }
}
