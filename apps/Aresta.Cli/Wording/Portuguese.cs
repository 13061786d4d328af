using Aresta.Expressions;

namespace Aresta.Cli.Wording;

internal sealed class Portuguese : Texts
{
    public override Language Language => Language.Portuguese;

    public override CheckTexts Check { get; } = new PortugueseCheck();

    public override TrainTexts Train => PortugueseTrain.Texts;

    public override string Help => """
        Aresta: derivadas em grafos computacionais.

        Uso:
          aresta derive EXPRESSÃO [NOME=VALOR ...] [opções]
          aresta fit DADOS.csv FÓRMULA NOME=VALOR ... [opções]       veja: aresta fit --help
          aresta minimize EXPRESSÃO NOME=VALOR ... [opções]          veja: aresta minimize --help
          aresta train DADOS [opções]                                veja: aresta train --help
          aresta predict PASTA [ARQUIVO.csv] [opções]                veja: aresta predict --help
          aresta inspect PASTA [opções]                              veja: aresta inspect --help
          aresta experiment vanishing|depth|modes [opções]           veja: aresta experiment --help
          aresta studio [EXPRESSÃO|ARQUIVO] [opções]                 veja: aresta studio --help

        O grafo de uma expressão, seus valores, a derivada local em cada aresta, as duas varreduras, todos os
        caminhos e todas as derivadas. Sem valores: fórmulas.

        Argumentos:
          EXPRESSÃO           Instruções separadas por ; ou por linhas: c = a+b; d = b+1; c*d
                              Um arquivo quando termina em .aresta; - lê a entrada padrão.
          NOME=VALOR          Um valor para cada entrada: a=2  v=[1,2]  M=[[1,2],[3,4]]

        Opções:
          --wrt NOMES         Entradas em relação às quais derivar, separadas por vírgulas; sem ela, todas.
          --of NOMES          Valores a derivar; sem ela, os que não alimentam nenhum outro.
          --order 1|2         Também as derivadas segundas.
          --mode MODO         auto, forward (direto), reverse (reverso) ou paths: cada caminho por si.
          --format FORMATO    text, json, latex, dot, mermaid ou graph.
          --check             Só um veredito: as derivadas estão certas, e de onde veio um NaN ou infinito?
                              Como text ou json; o código de saída é 3 quando algo está errado.
          --svg ARQUIVO       Desenha o grafo; - desenha na saída padrão.
          --show O_QUE        O que se desenha: graph, values, partials, forward:NOME, reverse:NOME ou all.
          --theme TEMA        light (claro) ou dark (escuro).
          --lang LÍNGUA       en ou pt-BR; sem ela, a do ambiente.
          --help, --version

        Exemplos:
          aresta derive "(a+b)*(b+1)" a=2 b=1
          aresta derive "c = a+b; d = b+1; e = c*d" a=2 b=1 --svg saida.svg --show reverse:e
          aresta derive "sen(x²) + e^-x" --format latex
          aresta derive "ln(x - y)" x=1 y=2 --check

        """;

    public override string CheckNeedsValues => "--check precisa de valores: escreva nome=valor para cada entrada.";

    public override string CheckFormat => "--check responde como text ou json, e não como {0}.";

    public override string StandardInput => "a entrada padrão";

    public override string Name => "NOME";

    public override string UnknownCommand => "Não há o comando \"{0}\"; há: derive, fit, minimize, train, predict, inspect, studio.";

    public override string UnknownOption => "Não há a opção {0}{1}.";

    public override string NoOptionValue => "{0} precisa de um valor.";

    public override string WrongOptionValue => "{0} não pode ser \"{1}\"; é um destes: {2}.";

    public override string RepeatedOption => "{0} foi dada duas vezes.";

    public override string NoExpression => "Falta a expressão.";

    public override string NoNames => "--wrt e --of precisam de ao menos um nome.";

    public override string NoFile => "Não há o arquivo {0}.";

    public override string Unreadable => "Não é possível ler {0}.";

    public override string Unwritable => "Não é possível gravar {0}.";

    public override string FileTooLarge => "{0} tem mais de {1} MB.";

    public override string NotUtf8 => "{0} não está em UTF-8: veja o byte {1}.";

    public override string TooLarge => "É demais para responder de uma vez. Peça menos derivadas com --wrt e --of.";

    public override string TooManyPaths => "De {0} a {1} há {2} caminhos; --mode paths soma no máximo {3}.";

    public override string ScalarsAssumed => "Entradas sem valor são tomadas por escalares; um valor como v=[1,2] diz o contrário.";

    public override string ShowNeedsValues => "--show {0} precisa de valores: escreva nome=valor para cada entrada.";

    public override string NoSweep => "Nenhuma varredura parte de {0}: é {1}, e não um escalar de ponto flutuante.";

    public override string Unexpected => "Algo inesperado deu errado: {0}";

    public override string UnknownOutput => "Nada se chama {0}; os nomes são: {1}.";

    public override string Nodes => "Nós";

    public override string Node => "nó";

    public override string Operation => "operação";

    public override string Value => "valor";

    public override string Edges => "Arestas";

    public override string Edge => "aresta";

    public override string LocalDerivative => "derivada local";

    public override string ForwardSweep => "Varredura direta a partir de {0}: tangentes ∂nó/∂{0}";

    public override string ReverseSweep => "Varredura reversa a partir de {0}: adjuntos ∂{0}/∂nó";

    public override string Sum => "soma sobre as arestas";

    public override string Paths => "Caminhos de {0} a {1}: {2}";

    public override string Path => "caminho";

    public override string Product => "produto";

    public override string PathTotal => "soma";

    public override string Factored => "fatorada";

    public override string With => " com ";

    public override string More => "… e mais {0}";

    public override string Derivatives => "Derivadas";

    public override string Second => "Derivadas segundas";

    public override string Input => "entrada";

    public override string NotAnAssignment => "\"{0}\" não tem a forma nome=valor.";

    public override string MissingValues => "Falta o valor de {0}. Escreva, por exemplo: {1}";

    public override string UnknownInput => "Não há entrada {0}; as entradas são: {1}.";

    public override string AssignedName => "{0} é atribuído pela expressão e não recebe valor.";

    public override string RepeatedValue => "{0} recebeu dois valores.";

    public override string NotAConstant => "O valor de {0} deve ser um número ou uma lista de números, e não \"{1}\".";

    public override string NoInputs => "nenhuma";

    public override string SeeHelp => "Veja: aresta {0} --help";
}
