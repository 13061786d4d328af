using Aresta.Expressions;

namespace Aresta.Cli.Wording;

internal sealed class Portuguese : Texts
{
    public override Language Language => Language.Portuguese;

    public override string Root => "Aresta: derivadas em grafos computacionais.";

    public override string SeeHelp => "Veja: aresta derive --help";

    public override string Derive => """
        O grafo de uma expressão, seus valores, a derivada local em cada aresta e as duas varreduras.

        Exemplos:
          aresta derive "(a+b)*(b+1)" a=2 b=1
          aresta derive "c = a+b; d = b+1; e = c*d" a=2 b=1
          aresta derive "sen(x²) + e^-x" x=pi/2
        """;

    public override string Expression => "A expressão; instruções são separadas por ;";

    public override string Values => "Um valor para cada entrada: a=2 b=1 v=[1,2]";

    public override string LanguageOption => "A língua das tabelas e mensagens: en ou pt-BR; sem ela, a do ambiente (LANG).";

    public override string Nodes => "Nós";

    public override string Node => "nó";

    public override string Operation => "operação";

    public override string Value => "valor";

    public override string Edges => "Arestas";

    public override string Edge => "aresta";

    public override string LocalDerivative => "derivada local";

    public override string ForwardSweep => "Varredura direta a partir de {0}: tangentes ∂nó/∂{0}";

    public override string ReverseSweep => "Varredura reversa a partir de {0}: adjuntos ∂{0}/∂nó";

    public override string Derivatives => "Derivadas";

    public override string Input => "entrada";

    public override string NotAnAssignment => "\"{0}\" não tem a forma nome=valor.";

    public override string MissingValues => "Falta o valor de {0}. Escreva, por exemplo: {1}";

    public override string UnknownInput => "Não há entrada {0}; as entradas são: {1}.";

    public override string AssignedName => "{0} é atribuído pela expressão e não recebe valor.";

    public override string RepeatedValue => "{0} recebeu dois valores.";

    public override string NotAConstant => "O valor de {0} deve ser um número ou uma lista de números, e não \"{1}\".";

    public override string NoInputs => "nenhuma";
}
