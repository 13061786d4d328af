using Aresta.Expressions;

namespace Aresta.Optimization.Tests;

/// <summary>Columns out of delimited text, and what is said of text that is none.</summary>
public class DataReaderTests
{
    [Theory]
    [InlineData("x,y\n1,2\n3,4\n")]
    [InlineData("x;y\r\n1;2\r\n3;4")]
    [InlineData("x\ty\n1\t2\n3\t4\n")]
    [InlineData("\uFEFF# a comment, with \"quotes; and\ttabs\n\n \"x\" , \"y\"\n# another\n1,2\n   \n\"3\", 4.0e0 \n\n")]
    [InlineData("1,2\n3,4\n")]
    [InlineData("x,y\r1,2\r3,4\r")]
    [InlineData("\"a;b\",\"x\",y\n\"one, \"\"two\"\"\nthree\",1,2\n,3,4\n")]
    public void Forms_of_one_table(string text)
    {
        var data = new DataReader(new StringReader(text));
        Assert.Equal(["x", "y"], data.Columns.TakeLast(2));
        Assert.Equal([[1, 3], [2, 4]], data.Read(["x", "y"]));
    }

    [Theory]
    [InlineData("1\n2\n", "y")]
    [InlineData("1,2,3\n", "x1,x2,y")]
    public void Columns_without_names_have_names(string text, string names) =>
        Assert.Equal(names, string.Join(',', new DataReader(new StringReader(text)).Columns));

    [Fact]
    public void Rows_know_their_lines()
    {
        var data = new DataReader(new StringReader("# units\nx,note\n1,\"two\nlines\"\n\n2,none\n"));
        data.Read(["x"]);
        Assert.Equal([3, 6], data.Lines);
    }

    [Theory]
    [InlineData("", "There are no rows of data.")]
    [InlineData("# only this", "There are no rows of data.")]
    [InlineData("x,y\n", "There are no rows of data.")]
    [InlineData("x,y\n1,2\n\n3\n", "Line 4 ends at column 1, but the first at column 2.")]
    [InlineData("x,y\n1,2,5\n", "Line 2 ends at column 3, but the first at column 2.")]
    [InlineData("x,y\n1,2\n3,\n", "Line 3, column 2 (y): the value is missing; delete the line or fill it in.")]
    [InlineData("x,y\nNA,2\n", "Line 2, column 1 (x): the value is missing; delete the line or fill it in.")]
    [InlineData("x,y\n1,2\n3,four\n", "Line 3, column 2 (y): \"four\" is not a number.")]
    [InlineData("x,y\n1,1e999\n", "Line 2, column 2 (y): \"1e999\" is not a number.")]
    [InlineData("x;y\n1;2,5\n",
        "Line 2, column 2 (y): \"2,5\" has a comma; decimals are written with a point, and thousands with nothing.")]
    [InlineData("x,,y\n", "Line 1, column 2: the column has no name.")]
    [InlineData("x,y,x\n", "Line 1: two columns, 1 and 3, are called \"x\".")]
    [InlineData("x,y\n1,\"2\n3,4\n", "Line 2, column 2: the quoted field does not end as it should.")]
    [InlineData("x,y\n1,\"2\"3\n", "Line 2, column 2: the quoted field does not end as it should.")]
    [InlineData("x,y\n1,\u0000\n", "Line 2, column 2: there is a character that no text has; is this a file of text?")]
    public void What_is_wrong_is_said_with_its_place(string text, string sentence) => Assert.Equal(
        sentence, Assert.Throws<OptimizationException>(() => new DataReader(new StringReader(text)).Read(["x", "y"])).Message);

    [Theory]
    [InlineData('a', OptimizationProblem.FieldTooLong)]
    [InlineData(',', OptimizationProblem.TooManyColumns)]
    [InlineData('"', OptimizationProblem.FieldTooLong)]
    [InlineData('\u0000', OptimizationProblem.NotText)]
    [InlineData('\n', OptimizationProblem.NoData)]
    [InlineData('#', OptimizationProblem.NoData)]
    public void Endless_text_is_refused_without_holding_it(char c, OptimizationProblem problem)
    {
        const int length = 30_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<OptimizationException>(() => new DataReader(new Endless(c, length)).Read(["y"]));
        Assert.Equal(problem, refused.Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Every_problem_is_said_in_both_languages()
    {
        foreach (var problem in Enum.GetValues<OptimizationProblem>())
        {
            var e = new OptimizationException(problem, 1, 2, 3, 4);
            Assert.Equal(e.Message, e.Describe(Language.English));
            Assert.NotEqual(e.Message, e.Describe(Language.Portuguese));
            Assert.Equal(
                e.Message.Any(char.IsAsciiDigit), e.Describe(Language.Portuguese).Any(char.IsAsciiDigit));
        }
    }

    /// <summary>One character, again and again.</summary>
    private sealed class Endless(char c, int length) : TextReader
    {
        private int left = length;

        public override int ReadBlock(char[] buffer, int index, int count) => Fill(buffer.AsSpan(index, count));

        public override int ReadBlock(Span<char> buffer) => Fill(buffer);

        private int Fill(Span<char> buffer)
        {
            var count = Math.Min(left, buffer.Length);
            buffer[..count].Fill(c);
            left -= count;
            return count;
        }
    }
}
