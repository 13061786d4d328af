namespace Aresta.Cli.Wording;

internal static class PortugueseExperiment
{
    public static readonly ExperimentTexts Texts = new()
    {
        Help = """
            Refaz um experimento do capítulo e diz se o resultado foi o anunciado.

            Uso:
              aresta experiment vanishing|depth|modes [opções]

            Experimentos:
              vanishing           Uma rede tanh, uma LSTM e uma GRU no problema da soma, de 10 a 200 passos: quanto resta
                                  do gradiente no primeiro passo, e quem aprende. Alguns minutos; com --quick, meio.
              depth               Sigmoide contra relu, pesos de Glorot contra He, de 2 a 50 camadas nos dígitos: o que
                                  resta do gradiente, e quais redes aprendem. Um ou dois minutos.
              modes               Diferenciação reversa contra direta contra numérica para treinar uma rede: quanto custa
                                  um gradiente, quão certo ele é, o que resulta do treino. Cerca de um minuto.

            Opções:
              --quick             Menos tamanhos e sementes.
              --seeds N           Quantos treinos há de cada tipo (vanishing, depth); 3 se não for dado.
              --report ARQ.html   Escreve uma página com gráficos, clara ou escura como a tela do leitor.
              --svg ARQ.svg       Desenha o primeiro gráfico.
              --theme TEMA        De --svg: light ou dark; como a tela do leitor se não for dado.
              --format FORMATO    text, ou json: um objeto por linha, o último com "event":"done".
              --lang IDIOMA       en ou pt-BR; o do ambiente se não for dado.

            O código de saída é 0 se o resultado foi o anunciado, e 3 se não.

            Exemplos:
              aresta experiment vanishing --report vanishing.html
              aresta experiment depth --quick
              aresta experiment modes --format json

            """,
        Which = "Falta o nome de um experimento: {0}.",
        Progress = "{0} {1}/{2}  {3}",
        Took = "Levou {0:F1} s.",
        NotAsStated = "O resultado não foi o anunciado: veja a tabela.",
        Of = "{0} de {1}",
        Layer = "camada",
        Length = "passos",
        LeftBefore = "resta no passo 1, antes",
        LeftAfter = "depois do treino",
        Error = "erro",
        TrainingSteps = "passos de treino",
        SolvedBy = "resolvidos",
        Vanishing = "O gradiente que desaparece: por que portões",
        VanishingAsks = "Sequências de números de 0 a 1, dois deles marcados; a resposta é a soma dos dois. Uma camada de 16 unidades as "
            + "lê e precisa lembrar. O gradiente tem de voltar do último passo até os marcados: numa rede tanh simples ele é "
            + "multiplicado pelo mesmo tipo de matriz a cada passo e morre; portões o deixam passar.",
        VanishingHolds = "Como anunciado: a partir de {0} passos nenhuma rede tanh resolve o problema, toda LSTM e toda GRU resolvem, e "
            + "conservam o gradiente quando conseguem.",
        OverTime = "O que resta do gradiente ao longo de {0} passos",
        OverTimeSays = "A norma do gradiente em cada passo dividida pela do último: ele corre da direita para a esquerda. Medianas sobre "
            + "as sementes; uma linha acaba onde o float32 só tem zeros.",
        TimeStep = "passo no tempo",
        Left = "resta do gradiente (parte do último passo)",
        Before = "{0}, antes",
        After = "{0}, após o treino",
        Errors = "Quem aprende",
        ErrorsSay = "O erro quadrático médio em outras sequências após o treino, que acaba quando o problema está resolvido (0,01) ou "
            + "o orçamento, gasto.",
        LengthAxis = "comprimento das sequências (passos)",
        ErrorAxis = "erro quadrático médio",
        Guessing = "sempre responder 1",
        Depth = "Inicialização e profundidade",
        DepthAsks = "Redes de 32 unidades por camada nos dígitos, 20 épocas com Adam. A inclinação de uma sigmoide é no máximo um "
            + "quarto, e o gradiente encolhe a cada camada; relu perde metade do seu quadrado, o que os pesos de He compensam, "
            + "e os de Glorot não.",
        DepthHolds = "Como anunciado: a partir de {0} camadas o gradiente das redes com sigmoide encolhe mais de mil vezes com "
            + "qualquer um dos inicializadores e elas não aprendem; com relu e He ele se mantém, e redes de até 20 camadas "
            + "aprendem.",
        Activation = "ativação",
        Initializer = "pesos",
        Layers = "camadas",
        LeftInDepth = "resta na camada 1",
        TestLoss = "perda no teste",
        TestAccuracy = "acurácia no teste",
        InDepth = "O que resta do gradiente ao longo de {0} camadas",
        InDepthSays = "Antes do treino: a norma do gradiente atrás de cada camada dividida pela da última. Medianas sobre as sementes.",
        LayerAxis = "camada",
        LeftInDepthAxis = "resta do gradiente (parte da última camada)",
        Accuracies = "Quais redes aprendem",
        AccuraciesSay = "A acurácia na parte de teste dos dígitos; responder sempre uma só classe dá 10 %.",
        LayersAxis = "camadas ocultas",
        AccuracyAxis = "acurácia no teste (%)",
        Modes = "Reverso, direto, numérico: três caminhos até um gradiente",
        ModesAsks = "Uma rede de uma camada oculta nos dígitos, float64 e uma thread. O modo reverso faz uma varredura da perda a "
            + "todos os parâmetros; o direto, uma de cada parâmetro à perda; diferenças centrais calculam a perda duas vezes "
            + "para cada um.",
        ModesHolds = "Como anunciado: com {0:N0} parâmetros, o modo direto leva {1:N0} vezes o tempo do reverso, e as diferenças, "
            + "{2:N0} vezes. Reverso e direto concordam até o arredondamento; diferenças erram {3:G1} na melhor hipótese, em "
            + "float32 {4:G1}.",
        Way = "caminho",
        Reverse = "reverso",
        Forward = "direto",
        Numerical = "diferenças",
        NumericalSingle = "diferenças, float32",
        Exact = "direto − reverso",
        Parameters = "parâmetros",
        GradientTime = "um gradiente",
        GradientFlops = "operações",
        TrainingTime = "treino",
        LastLoss = "perda",
        Distance = "distância dos pesos",
        Cost = "Quanto custa um gradiente",
        CostSays = "O menor tempo de várias execuções. No modo reverso custa algumas perdas, por mais parâmetros que haja; os outros "
            + "caminhos custam tantas varreduras quanto parâmetros.",
        ParametersAxis = "parâmetros",
        SecondsAxis = "tempo de um gradiente (s)",
        Accuracy = "Quanto erra uma diferença",
        AccuracySays = "O comprimento do erro dividido pelo do gradiente. Um passo grande corta a curvatura, um pequeno só deixa "
            + "arredondamento; entre eles há um melhor, que não é bom.",
        StepAxis = "passo da diferença",
        WrongAxis = "erro relativo do gradiente",
    };
}
