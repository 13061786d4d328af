namespace Aresta.Cli.Wording;

internal static class EnglishExperiment
{
    public static readonly ExperimentTexts Texts = new()
    {
        Help = """
            Makes an experiment of the chapter anew and says whether it came out as stated.

            Usage:
              aresta experiment vanishing|depth|modes [options]

            Experiments:
              vanishing           A tanh network, an LSTM and a GRU on the adding problem, over 10 to 200 steps: how much
                                  of the gradient is left at the first step, and who learns. Some minutes; quick: half one.
              depth               Sigmoid against relu, weights of Glorot against He, 2 to 50 layers on the digits: what
                                  is left of the gradient, and which networks learn. A minute or two.
              modes               Reverse against forward against numerical differentiation for training a network: what
                                  a gradient costs, how right it is, what comes of training. About a minute.

            Options:
              --quick             Fewer sizes and seeds.
              --seeds N           How many trainings there are of each kind (vanishing, depth); 3 unless given.
              --report FILE.html  Writes a page with charts, light or dark as the reader's screen is.
              --svg FILE.svg      Draws the first chart.
              --theme THEME       Of --svg: light or dark; as the reader's screen unless given.
              --format FORMAT     text, or json: one object a line, the last with "event":"done".
              --lang LANGUAGE     en or pt-BR; the environment's unless given.

            The exit code is 0 where it came out as stated, and 3 where not.

            Examples:
              aresta experiment vanishing --report vanishing.html
              aresta experiment depth --quick
              aresta experiment modes --format json

            """,
        Which = "There is one experiment to name: {0}.",
        Progress = "{0} {1}/{2}  {3}",
        Took = "It took {0:F1} s.",
        NotAsStated = "It did not come out as stated: see the table.",
        Of = "{0} of {1}",
        Layer = "layer",
        Length = "steps",
        LeftBefore = "left at step 1, before",
        LeftAfter = "after training",
        Error = "error",
        TrainingSteps = "training steps",
        SolvedBy = "solved",
        Vanishing = "The vanishing gradient: why gates",
        VanishingAsks = "Sequences of numbers from 0 to 1, two of them marked; the answer is the sum of the two. A layer of 16 units "
            + "reads them and must remember. The gradient has to flow back from the last step to the marked ones: in a plain "
            + "tanh network it is multiplied by the same kind of matrix at each step and dies; gates let it pass.",
        VanishingHolds = "As stated: from {0} steps on no tanh network solves the problem, every LSTM and every GRU does, and keeps its "
            + "gradient when it has.",
        OverTime = "What is left of the gradient over {0} steps",
        OverTimeSays = "The norm of the gradient at each time step by that at the last: it flows from right to left. Medians over the "
            + "seeds; a line ends where float32 holds only zeros.",
        TimeStep = "time step",
        Left = "gradient left (part of that at the last step)",
        Before = "{0}, before",
        After = "{0}, after training",
        Errors = "Who learns",
        ErrorsSay = "The mean squared error on other sequences after training, which ends when the problem is solved (0.01) or the "
            + "budget is spent.",
        LengthAxis = "length of the sequences (steps)",
        ErrorAxis = "mean squared error",
        Guessing = "always answering 1",
        Depth = "Initialization and depth",
        DepthAsks = "Networks of 32 units a layer on the digits, 20 epochs with Adam. A sigmoid's slope is a quarter at most, so that "
            + "the gradient shrinks at every layer; relu drops half of its square, which He's weights make up for, and Glorot's "
            + "do not.",
        DepthHolds = "As stated: from {0} layers on the gradient of sigmoid networks shrinks by more than a thousand with either "
            + "initializer and they do not learn; with relu and He it stays, and networks of up to 20 layers learn.",
        Activation = "activation",
        Initializer = "weights",
        Layers = "layers",
        LeftInDepth = "gradient left at layer 1",
        TestLoss = "test loss",
        TestAccuracy = "test accuracy",
        InDepth = "What is left of the gradient over {0} layers",
        InDepthSays = "Before training: the norm of the gradient behind each layer by that behind the last. Medians over the seeds.",
        LayerAxis = "layer",
        LeftInDepthAxis = "gradient left (part of that at the last layer)",
        Accuracies = "Which networks learn",
        AccuraciesSay = "The accuracy on the test part of the digits; always answering one class is 10 %.",
        LayersAxis = "hidden layers",
        AccuracyAxis = "test accuracy (%)",
        Modes = "Reverse, forward, numerical: three ways to a gradient",
        ModesAsks = "A network of one hidden layer on the digits, float64 and one thread. Reverse mode sweeps once from the loss to "
            + "all parameters; forward mode once from each parameter to the loss; central differences compute the loss twice "
            + "for each.",
        ModesHolds = "As stated: by {0:N0} parameters, forward mode takes {1:N0} times as long as reverse mode, and differences {2:N0} "
            + "times. Reverse and forward mode agree to rounding; differences are wrong by {3:G1} at best, in float32 by "
            + "{4:G1}.",
        Way = "way",
        Reverse = "reverse",
        Forward = "forward",
        Numerical = "differences",
        NumericalSingle = "differences, float32",
        Exact = "forward − reverse",
        Parameters = "parameters",
        GradientTime = "a gradient",
        GradientFlops = "operations",
        TrainingTime = "training",
        LastLoss = "loss",
        Distance = "distance of weights",
        Cost = "What a gradient costs",
        CostSays = "The least time of several runs. By reverse mode it costs a few losses, however many parameters there are; the "
            + "other ways cost as many sweeps as parameters.",
        ParametersAxis = "parameters",
        SecondsAxis = "time of one gradient (s)",
        Accuracy = "How wrong a difference is",
        AccuracySays = "The length of the error by that of the gradient. A large step cuts off the curvature, a small one leaves only "
            + "rounding; in between there is a best, and it is not good.",
        StepAxis = "step of the difference",
        WrongAxis = "relative error of the gradient",
    };
}
