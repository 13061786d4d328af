using System.Globalization;
using System.IO.Compression;

namespace Aresta.Datasets;

/// <summary>
/// 1,797 handwritten digits of 8×8 pixels, by 13 writers.
/// </summary>
/// <remarks>
/// The test part of <em>Optical Recognition of Handwritten Digits</em>, E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository,
/// <see href="https://doi.org/10.24432/C50P49">doi:10.24432/C50P49</see>, licensed under
/// <see href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</see>. A pixel counts the inked dots in a 4×4 block of the scanned
/// bitmap, so it goes from 0 (blank) to 16 (full).
/// </remarks>
public static class Digits
{
    /// <summary>The seed of <see cref="Split"/>: the number of images. It was fixed before any accuracy was seen.</summary>
    public const ulong SplitSeed = 1797;

    /// <summary>The number of images in the test part of both splits.</summary>
    public const int TestCount = 297;

    private const int Side = 8;
    private const double Full = 16;

    private static readonly Lazy<ClassificationData> LazyAll = new(Read);
    private static readonly Lazy<TrainTestSplit> LazySplit = new(() => All.SplitStratified(TestCount, SplitSeed));
    private static readonly Lazy<TrainTestSplit> LazyFileOrderSplit = new(() => All.SplitLast(TestCount));

    /// <summary>
    /// All images in the order of the source: [1797, 64], row by row from the upper left, each pixel divided by 16 so that it lies from
    /// 0 (blank) to 1 (full; exact in binary, so that 16 times it is the source's integer), and the digits 0 to 9 as labels.
    /// </summary>
    public static ClassificationData All => LazyAll.Value;

    /// <summary>
    /// The data set's own split: 1,500 images to train on and 297 to test on, drawn once with <see cref="SplitSeed"/> by
    /// <see cref="StratifiedSample"/>, so that each digit has its share and the writers are mixed.
    /// </summary>
    public static TrainTestSplit Split => LazySplit.Value;

    /// <summary>The first 1,500 images to train on and the last 297 to test on: harder, for others wrote them.</summary>
    public static TrainTestSplit FileOrderSplit => LazyFileOrderSplit.Value;

    private static ClassificationData Read()
    {
        using var gzip = new GZipStream(Embedded.Open("digits.csv.gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var names =
            from y in Enumerable.Range(0, Side)
            from x in Enumerable.Range(0, Side)
            select string.Create(CultureInfo.InvariantCulture, $"pixel[{y},{x}]");
        var classes = from digit in Enumerable.Range(0, 10) select digit.ToString(CultureInfo.InvariantCulture);
        return Embedded.ReadTable(reader, names, classes, pixel => pixel / Full);
    }
}
