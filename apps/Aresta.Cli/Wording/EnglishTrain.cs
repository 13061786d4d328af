namespace Aresta.Cli.Wording;

internal static class EnglishTrain
{
    public static readonly TrainTexts Texts = new()
    {
        TrainHelp = """
            Trains a model to tell classes apart, or to know which character follows, and tests it once at the end.

            Usage:
              aresta train DATA [options]

            Arguments:
              DATA                digits (1,797 images of 8×8), iris, fashion-mnist (see --data); FILE.csv: columns
                                  of numbers and one of classes; DIRECTORY: PNG and JPEG images, a folder a class;
                                  or FILE.txt, whose next character is to be told. A part is kept for the test: 297
                                  digits, 10,000 of Fashion-MNIST, the last tenth of a text, a fifth of the others. It
                                  does not move with --seed.

            Model:
              --model MODEL       mlp:256,128 (dense layers of these widths), cnn, rnn:64, lstm:64, gru:64,
                                  transformer:64, or FILE.json: {"layers": [{"type": "dense", "outputs": 64}, …]}.
                                  mlp:128 unless given, of a text lstm:128.

            Training:
              --epochs N          How many times to go through the examples; 20 unless given.
              --batch-size N      How many examples a step sees; 32 unless given.
              --optimizer NAME    adam, adamw, nadam, sgd, rmsprop, adagrad, lion, or lbfgs (for large batches).
              --rate R            The learning rate; each optimizer has its own unless given.
              --schedule NAME     constant, cosine or one-cycle.
              --clip NORM         Holds the norm of the gradient.
              --validation PART   Keeps this part of the training examples for a look behind each epoch: 0.1.
              --patience N        Stops when the validation loss has not fallen for N epochs.
              --seed N            Decides every bit; 0 unless given.
              --threads N         How many threads; the result does not depend on it.

            Data:
              --split SPLIT       stratified, or file-order: the last rows are the test, of digits by other writers.
              --target COLUMN     The column of classes of a table; the last unless given.
              --data DIR          Where the files of Fashion-MNIST are; where Debian's package puts them unless given.
              --size HxW          Brings images to one size, such as 32x32; needed only where they differ.
              --length N          How many characters a window of a text has; 64 unless given.
              --augment LIST      Varies images in training: shift (by up to a fourteenth of a side), flip (left to
                                  right, half of them), crop (up to 15 % of a side, enlarged again).

            Output:
              --checkpoint DIR    Writes checkpoints.
              --resume            Goes on from the last one, to the same bits as if it had never stopped.
              --replay DIR        Repeats the changes of the rates that were made while the training of another
                                  checkpoint ran, so that it ends in the same bits.
              --watch             Shows behind each epoch how the gradient flows through layers and time steps, a block
                                  lower for each power of ten, and says whether it vanishes, explodes or dies.
              --studio            Shows the training on the page of the studio that runs (aresta studio), or of one that is
                                  started for it: curves, gradients, paths; there it can pause, stop, change its rate.
              --report FILE.html  Writes a page with losses, gradients by layer, step and epoch, and a verdict.
              --paths PARAMETER   Shows behind each epoch the heaviest paths from the loss to this parameter, such as
                                  0.weight. --watch and --report show those of the first weight and of states,
                                  unless loops are long and wide.
              --format FORMAT     text, or json: one object a line, the last with "event":"done".
              --lang LANGUAGE     en or pt-BR; the environment's unless given.

            Examples:
              aresta train digits
              aresta train digits --model cnn --epochs 10 --optimizer adamw --schedule one-cycle
              aresta train digits --model rnn:64 --watch --report digits.html
              aresta train flowers.csv --target species --validation 0.2 --patience 5
              aresta train fashion-mnist --model mlp:256,128 --checkpoint run1 --resume
              aresta train photos --size 32x32 --model cnn --augment shift,flip
              aresta train novel.txt --model lstm:128 --epochs 5

            """,
        PredictHelp = """
            Says what a trained model makes of examples.

            Usage:
              aresta predict CHECKPOINT [FILE] [options]

            Arguments:
              CHECKPOINT          The directory that aresta train wrote.
              FILE                FILE.csv: examples, with the columns that the model was trained on; FILE.png or
                                  FILE.jpg: an image. The answer is a table of classes and probabilities as CSV. Of a
                                  model of a text FILE.txt: how many bits a character takes. Without it, the test part
                                  of the training's data.

            Options:
              --data DIR          Where the files of Fashion-MNIST are.
              --format FORMAT     text or json.
              --lang LANGUAGE     en or pt-BR; the environment's unless given.

            Examples:
              aresta predict run1
              aresta predict flowers new.csv

            """,
        InspectHelp = """
            Shows what a checkpoint or a file of tensors (.safetensors) holds.

            Usage:
              aresta inspect CHECKPOINT [options]

            Options:
              --format FORMAT     text or json.
              --lang LANGUAGE     en or pt-BR; the environment's unless given.

            Examples:
              aresta inspect run1
              aresta inspect model.safetensors

            """,
        NoData = "There are no data to train on; write, for example: aresta train digits",
        UnknownData =
            "There are no data \"{0}\"; there are digits, iris, fashion-mnist, folders of images, and files that end in .csv or .txt.",
        NoColumn = "There is no column \"{0}\" in {1}; there are: {2}.",
        NoClasses = "Column \"{0}\" of {1} has {2} different values in {3} rows, and there must be other columns: "
            + "classes are few, at least two; --target names their column.",
        WrongNumber = "{0} cannot be {1}; it is a number from {2} to {3}.",
        Stopped = "Stopped behind step {0:N0}.",
        StoppedAt = "Stopped behind step {0:N0}; --checkpoint {1} --resume goes on from there.",
        OtherChanges = "The changes of the rates in {0} cannot be repeated: the {1:N0} steps made so far were made with other rates.",
        RateChanged = "From step {0:N0} on the rates are multiplied by {1:G6}.",
        ResumeFromWhere = "--resume needs to know from where: give --checkpoint DIR.",
        ForeignCheckpoint = "The checkpoint in {0} was not written by aresta train.",
        OtherRecipe = "The checkpoint in {0} is of another training: its {1} is {2}, here it is {3}.",
        NoCheckpoint = "There is no checkpoint given; write, for example: aresta {0} DIRECTORY",
        Begin = "{0}: {1:N0} examples for training, {2:N0} for validation, {3:N0} for the test.",
        Model = "{0:N0} parameters, {1}.",
        Progress = "epoch {0}/{1} {2} loss {3:F4}  {4:N0} examples/s  {5} left",
        Epoch = "epoch {0,3}/{1}  loss {2:F4}  {3:F2} s",
        Validation = "  validation: loss {0:F4}, accuracy {1:P2}",
        BitsPerCharacter = "  {0:F3} bits per character",
        TestBits = "Test: {0:F4} bits per character.",
        ShortText = "{0}: a part of {1} characters is too short for windows of {2} and the character behind each.",
        WrongSize = "{0} cannot be {1}; it is a height and a width from 1 to {2}, such as 28x28.",
        OnlyImages = "--augment is for images.",
        WrongAugmentation = "--augment cannot be \"{0}\"; there are shift, flip and crop, several with commas between.",
        NoExamples = "A model that was trained on {0} cannot be given {1}.",
        Done = "Test: accuracy {0:P2}, loss {1:F4}. {2:N0} steps in {3:F1} s. Parameters: SHA-256 {4}.",
        Predicted = "Test: accuracy {0:P2}, loss {1:F4}, of {2:N0} examples.",
        Class = "class",
        Examples = "examples",
        Recognized = "recognized",
        MostOftenTakenFor = "most often taken for",
        Trained = "{0}, split {1}; model {2}; {3:N0} steps, {4} epochs, {5:F1} s.",
        Parameters = "Tensors",
        Parameter = "tensor",
        Type = "type",
        Mean = "mean",
        Deviation = "standard deviation",
        Largest = "largest magnitude",
        NonFinite = "NaN or infinite",
    };
}
