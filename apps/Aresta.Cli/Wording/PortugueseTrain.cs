namespace Aresta.Cli.Wording;

internal static class PortugueseTrain
{
    public static readonly TrainTexts Texts = new()
    {
        TrainHelp = """
            Treina um modelo para distinguir classes, ou para saber que caractere se segue, e o testa uma vez, no fim.

            Uso:
              aresta train DADOS [opções]

            Argumentos:
              DADOS               digits (1.797 imagens de 8×8), iris, fashion-mnist (veja --data); ARQUIVO.csv:
                                  colunas de números e uma de classes; PASTA: imagens PNG e JPEG, uma pasta por
                                  classe; ou ARQUIVO.txt, cujo próximo caractere deve ser dito. Uma parte fica para o
                                  teste: 297 dígitos, 10.000 da Fashion-MNIST, o último décimo de um texto, um quinto
                                  dos outros. Ela não muda com --seed.

            Modelo:
              --model MODELO      mlp:256,128 (camadas densas destas larguras), cnn, rnn:64, lstm:64, gru:64,
                                  transformer:64 ou ARQUIVO.json: {"layers": [{"type": "dense", "outputs": 64}, …]}.
                                  mlp:128, se não for dado; de um texto, lstm:128.

            Treino:
              --epochs N          Quantas vezes percorrer os exemplos; 20, se não for dado.
              --batch-size N      Quantos exemplos um passo vê; 32, se não for dado.
              --optimizer NOME    adam, adamw, nadam, sgd, rmsprop, adagrad, lion ou lbfgs (para lotes grandes).
              --rate R            A taxa de aprendizado; cada otimizador tem a sua, se não for dada.
              --schedule NOME     constant, cosine ou one-cycle.
              --clip NORMA        Limita a norma do gradiente.
              --validation PARTE  Guarda esta parte dos exemplos de treino para uma olhada após cada época: 0.1.
              --patience N        Para quando a perda de validação não cai há N épocas.
              --seed N            Decide cada bit; 0, se não for dado.
              --threads N         Quantas threads; o resultado não depende disso.

            Dados:
              --split DIVISÃO     stratified, ou file-order: as últimas linhas são o teste, nos dígitos de outras mãos.
              --target COLUNA     A coluna das classes de uma tabela; a última, se não for dada.
              --data PASTA        Onde estão os arquivos da Fashion-MNIST; onde o pacote do Debian os põe, se não for dada.
              --size AxL          Leva as imagens a um só tamanho, como 32x32; só é preciso onde diferem.
              --length N          Quantos caracteres tem uma janela de um texto; 64, se não for dado.
              --augment LISTA     Varia as imagens no treino: shift (até um catorze avos de um lado), flip (esquerda e
                                  direita, metade delas), crop (até 15 % de um lado, aumentada de novo).

            Saída:
              --checkpoint PASTA  Grava pontos de retomada.
              --resume            Continua do último, até os mesmos bits, como se nunca tivesse parado.
              --replay PASTA      Repete as mudanças das taxas feitas enquanto o treino de outro ponto de
                                  retomada corria, para terminar nos mesmos bits.
              --watch             Mostra após cada época como o gradiente corre por camadas e passos no tempo, um bloco
                                  mais baixo por potência de dez, e diz se ele desvanece, explode ou morre.
              --studio            Mostra o treino na página do estúdio que está aberto (aresta studio), ou de um aberto
                                  para ele: curvas, gradientes, caminhos; ali ele pausa, para, muda a taxa.
              --report ARQ.html   Grava uma página com perdas, gradientes por camada, passo e época, e um veredito.
              --paths PARÂMETRO   Mostra após cada época os caminhos mais pesados da perda a este parâmetro, como
                                  0.weight. --watch e --report mostram os do primeiro peso e os dos estados,
                                  a não ser que os laços sejam longos e largos.
              --format FORMATO    text, ou json: um objeto por linha, o último com "event":"done".
              --lang IDIOMA       en ou pt-BR; o do ambiente, se não for dado.

            Exemplos:
              aresta train digits
              aresta train digits --model cnn --epochs 10 --optimizer adamw --schedule one-cycle
              aresta train digits --model rnn:64 --watch --report digitos.html
              aresta train flores.csv --target especie --validation 0.2 --patience 5
              aresta train fashion-mnist --model mlp:256,128 --checkpoint treino1 --resume
              aresta train fotos --size 32x32 --model cnn --augment shift,flip
              aresta train romance.txt --model lstm:128 --epochs 5

            """,
        PredictHelp = """
            Diz o que um modelo treinado faz de exemplos.

            Uso:
              aresta predict PASTA [ARQUIVO] [opções]

            Argumentos:
              PASTA               A pasta que aresta train gravou.
              ARQUIVO             ARQUIVO.csv: exemplos, com as colunas em que o modelo foi treinado; ARQUIVO.png ou
                                  ARQUIVO.jpg: uma imagem. A resposta é uma tabela de classes e probabilidades em CSV.
                                  De um modelo de um texto, ARQUIVO.txt: quantos bits leva um caractere. Sem ele, a
                                  parte de teste dos dados do treino.

            Opções:
              --data PASTA        Onde estão os arquivos da Fashion-MNIST.
              --format FORMATO    text ou json.
              --lang IDIOMA       en ou pt-BR; o do ambiente, se não for dado.

            Exemplos:
              aresta predict treino1
              aresta predict flores novas.csv

            """,
        InspectHelp = """
            Mostra o que há num ponto de retomada ou num arquivo de tensores (.safetensors).

            Uso:
              aresta inspect PASTA [opções]

            Opções:
              --format FORMATO    text ou json.
              --lang IDIOMA       en ou pt-BR; o do ambiente, se não for dado.

            Exemplos:
              aresta inspect treino1
              aresta inspect modelo.safetensors

            """,
        NoData = "Não há dados para treinar; escreva, por exemplo: aresta train digits",
        UnknownData = "Não há dados \"{0}\"; há digits, iris, fashion-mnist, pastas de imagens e arquivos que terminam em .csv ou .txt.",
        NoColumn = "Não há coluna \"{0}\" em {1}; há: {2}.",
        NoClasses = "A coluna \"{0}\" de {1} tem {2} valores diferentes em {3} linhas, e é preciso haver outras colunas: "
            + "classes são poucas, ao menos duas; --target diz qual é a coluna delas.",
        WrongNumber = "{0} não pode ser {1}; é um número de {2} a {3}.",
        Stopped = "Parado depois do passo {0:N0}.",
        StoppedAt = "Parado depois do passo {0:N0}; --checkpoint {1} --resume continua dali.",
        OtherChanges = "As mudanças das taxas em {0} não podem ser repetidas: os {1:N0} passos já dados tiveram outras taxas.",
        RateChanged = "A partir do passo {0:N0} as taxas são multiplicadas por {1:G6}.",
        ResumeFromWhere = "--resume precisa saber de onde: dê --checkpoint PASTA.",
        ForeignCheckpoint = "O ponto de retomada em {0} não foi gravado por aresta train.",
        OtherRecipe = "O ponto de retomada em {0} é de outro treino: lá {1} é {2}, aqui é {3}.",
        NoCheckpoint = "Falta o ponto de retomada; escreva, por exemplo: aresta {0} PASTA",
        Begin = "{0}: {1:N0} exemplos de treino, {2:N0} de validação, {3:N0} de teste.",
        Model = "{0:N0} parâmetros, {1}.",
        Progress = "época {0}/{1} {2} perda {3:F4}  {4:N0} exemplos/s  faltam {5}",
        Epoch = "época {0,3}/{1}  perda {2:F4}  {3:F2} s",
        Validation = "  validação: perda {0:F4}, acurácia {1:P2}",
        BitsPerCharacter = "  {0:F3} bits por caractere",
        TestBits = "Teste: {0:F4} bits por caractere.",
        ShortText = "{0}: uma parte de {1} caracteres é curta demais para janelas de {2} e o caractere depois de cada uma.",
        WrongSize = "{0} não pode ser {1}; é uma altura e uma largura de 1 a {2}, como 28x28.",
        OnlyImages = "--augment é para imagens.",
        WrongAugmentation = "--augment não pode ser \"{0}\"; há shift, flip e crop, vários separados por vírgulas.",
        NoExamples = "Um modelo treinado em {0} não pode receber {1}.",
        Done = "Teste: acurácia {0:P2}, perda {1:F4}. {2:N0} passos em {3:F1} s. Parâmetros: SHA-256 {4}.",
        Predicted = "Teste: acurácia {0:P2}, perda {1:F4}, em {2:N0} exemplos.",
        Class = "classe",
        Examples = "exemplos",
        Recognized = "reconhecidos",
        MostOftenTakenFor = "mais tomada por",
        Trained = "{0}, divisão {1}; modelo {2}; {3:N0} passos, {4} épocas, {5:F1} s.",
        Parameters = "Tensores",
        Parameter = "tensor",
        Type = "tipo",
        Mean = "média",
        Deviation = "desvio padrão",
        Largest = "maior magnitude",
        NonFinite = "NaN ou infinitos",
    };
}
