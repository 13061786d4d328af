using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aresta.Datasets.Tests;

/// <summary>The embedded files are the published ones.</summary>
public class DataTests
{
    [Fact]
    public void Digits_are_the_source_file_number_by_number()
    {
        var source = new StringBuilder();
        for (var row = 0; row < Digits.All.Count; row++)
        {
            foreach (var pixel in Digits.All.Row(row))
            {
                source.Append(CultureInfo.InvariantCulture, $"{(int)(pixel * 16)},");
            }

            source.Append(CultureInfo.InvariantCulture, $"{Digits.All.Labels[row]}\n");
        }

        // SHA-256 of the uncompressed file.
        Assert.Equal("6EBB3D2FEE246A4E99363262DDF8A00A3C41BEE6014C373ED9D9216BA7F651B8", Sha256(source.ToString()));
    }

    [Fact]
    public void Digits_have_the_published_shape_scale_and_class_counts()
    {
        var data = Digits.All;
        Assert.Equal((1797, 64, 10), (data.Count, data.FeatureCount, data.ClassCount));
        Assert.Equal(1797 * 64, data.Features.Length);
        Assert.All(data.Features.ToArray(), pixel => Assert.InRange(pixel, 0, 1));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], ClassCounts(data));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], data.ClassNames);
        Assert.Equal(5 / 16.0, data.Row(0)[2]); // the first row of the file: 0,0,5,13,…
        Assert.Equal("pixel[0,2]", data.FeatureNames[2]);
    }

    [Fact]
    public void Irises_are_Fishers()
    {
        var data = Iris.All;
        Assert.Equal((150, 4), (data.Count, data.FeatureCount));
        Assert.Equal([50, 50, 50], ClassCounts(data));
        Assert.Equal(["setosa", "versicolor", "virginica"], data.ClassNames);
        Assert.Equal([4.9, 3.1, 1.5, 0.2], data.Row(34)); // the two rows that are often misquoted
        Assert.Equal([4.9, 3.6, 1.4, 0.1], data.Row(37));

        // The column means that Fisher's Table 2 gives for each species: 5.006, 3.428, 1.462, 0.246 for setosa.
        double[] setosa = [5.006, 3.428, 1.462, 0.246];
        for (var column = 0; column < 4; column++)
        {
            var mean = Enumerable.Range(0, 50).Average(row => data.Row(row)[column]);
            Assert.Equal(setosa[column], mean, 1e-12);
        }
    }

    [Fact]
    public void Single_precision_copy_is_the_table_rounded() =>
        Assert.Equal(Array.ConvertAll(Iris.All.Features.ToArray(), x => (float)x), Iris.All.FeaturesAsSingle());

    [Fact]
    public void Tables_that_do_not_fit_together_are_rejected()
    {
        var size = Assert.Throws<ArgumentException>(() => new ClassificationData(["x", "y"], ["a"], [1, 2, 3], [0, 0]));
        Assert.StartsWith("2 rows of 2 features are 4 numbers, not 3.", size.Message);
        var label = Assert.Throws<ArgumentException>(() => new ClassificationData(["x"], ["a"], [1, 2], [0, 1]));
        Assert.StartsWith("Label 1 names none of the 1 classes.", label.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Iris.All.Row(150));
    }

    internal static int[] ClassCounts(ClassificationData data)
    {
        var counts = new int[data.ClassCount];
        foreach (var label in data.Labels)
        {
            counts[label]++;
        }

        return counts;
    }

    internal static string Sha256(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
