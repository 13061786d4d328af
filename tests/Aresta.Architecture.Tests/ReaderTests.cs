using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aresta.Architecture.Tests;

/// <summary>The tests of this project are worth what their reader sees: each way of using a type is found here.</summary>
public class ReaderTests
{
    private static readonly HashSet<TypeName> Seen =
        new AssemblyReferences(typeof(ReaderTests).Assembly.Location).Uses[new("Aresta.Architecture.Tests", nameof(ReaderTests))];

    [Theory]
    [InlineData("System.Text.StringBuilder")] // constructed in a body
    [InlineData("System.Globalization.CultureInfo")] // a static call
    [InlineData("System.Text.Json.JsonElement")] // only an argument of a generic method
    [InlineData("System.Version")] // only an element of an array in a signature
    [InlineData("System.ObsoleteAttribute")] // only an attribute
    [InlineData("System.IDisposable")] // only a constraint
    [InlineData("System.TimeoutException")] // only caught
    [InlineData("System.Uri")] // only inside a lambda, which the compiler puts into a nested type
    [InlineData("System.Half")] // after a switch instruction, whose operand has no fixed length
    public void Uses_are_found(string type) => Assert.Contains(type, Seen.Select(name => name.ToString()));

    [Fact]
    public void A_type_that_is_only_written_in_text_is_not_used() => Assert.DoesNotContain(Seen, name => name.Name == "Queue");

    [Obsolete("Never called: it stands here to be read.")]
    private static Version[]? Specimen<T>(int choice, Func<Func<object>, object> call) where T : IDisposable
    {
        try
        {
            new StringBuilder().Append(CultureInfo.InvariantCulture.Name);
            Array.Empty<JsonElement>();
            call(() => new Uri("http://Queue"));
            return choice switch { 0 => [], 1 => [new(1, 0)], 2 => [new(2, 0)], 3 => [new(3, 0)], 4 => null, _ => [new((int)Half.Pi, 0)] };
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
