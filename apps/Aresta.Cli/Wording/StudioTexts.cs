using Aresta.Expressions;

namespace Aresta.Cli.Wording;

/// <summary>What <c>studio</c> says, in one language.</summary>
internal sealed class StudioTexts
{
    private static readonly StudioTexts English = new()
    {
        Help = """
            Aresta studio: a page that shows derivatives flowing through a graph.

            Usage:
              aresta studio [EXPRESSION|FILE] [options]

            It prints the address of the page and opens it in the browser. The page is served to this computer alone,
            and nothing is fetched from elsewhere. Ctrl-C ends it.

            Arguments:
              EXPRESSION|FILE     What the page opens with: a program such as "c = a+b; d = b+1; e = c*d", a file of one
                                  (.aresta), or a graph written by aresta derive --format json (.json).

            Options:
              --port N            The port; 0 for any that is free. Unless given, 5179, or any that is free if it is taken.
              --no-browser        Only print the address.
              --lang LANGUAGE     en or pt-BR; unless given, the language that the browser asks for.
              --help, --version

            """,
        OneExpression = "The studio opens one expression or file at a time.",
        WrongPort = "--port cannot be \"{0}\"; it is a number from 0 to 65535.",
        PortTaken = "Port {0} is taken; the studio listens on port {1}.",
        HowToEnd = "The studio is open; Ctrl-C ends it.",
        Attached = "The studio at {0}#view=training shows this training.",
        Opened = "A studio at {0}#view=training shows this training.",
    };

    private static readonly StudioTexts Portuguese = new()
    {
        Help = """
            Estúdio Aresta: uma página que mostra as derivadas fluindo por um grafo.

            Uso:
              aresta studio [EXPRESSÃO|ARQUIVO] [opções]

            Imprime o endereço da página e a abre no navegador. A página é servida só a este computador, e nada é
            buscado em outro lugar. Ctrl-C encerra.

            Argumentos:
              EXPRESSÃO|ARQUIVO   O que a página abre: um programa como "c = a+b; d = b+1; e = c*d", um arquivo com um
                                  (.aresta), ou um grafo escrito por aresta derive --format json (.json).

            Opções:
              --port N            A porta; 0 para qualquer uma livre. Sem ela, 5179, ou qualquer uma livre se estiver ocupada.
              --no-browser        Só imprime o endereço.
              --lang LÍNGUA       en ou pt-BR; sem ela, a língua que o navegador pede.
              --help, --version

            """,
        OneExpression = "O estúdio abre uma expressão ou um arquivo por vez.",
        WrongPort = "--port não pode ser \"{0}\"; é um número de 0 a 65535.",
        PortTaken = "A porta {0} está ocupada; o estúdio escuta na porta {1}.",
        HowToEnd = "O estúdio está aberto; Ctrl-C o encerra.",
        Attached = "O estúdio em {0}#view=training mostra este treino.",
        Opened = "Um estúdio em {0}#view=training mostra este treino.",
    };

    public required string Help { get; init; }

    public required string OneExpression { get; init; }

    public required string WrongPort { get; init; }

    public required string PortTaken { get; init; }

    public required string HowToEnd { get; init; }

    public required string Attached { get; init; }

    public required string Opened { get; init; }

    public static StudioTexts For(Language language) => language == Language.Portuguese ? Portuguese : English;
}
