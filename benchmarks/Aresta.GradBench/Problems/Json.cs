using System.Text.Json;

namespace Aresta.GradBench.Problems;

/// <summary>Reads arguments of problems and writes their results.</summary>
internal static class Json
{
    extension(JsonElement element)
    {
        /// <summary>The property, a whole number.</summary>
        public int Int(string name) => element.GetProperty(name).GetInt32();

        /// <summary>The property, a number.</summary>
        public double Number(string name) => element.GetProperty(name).GetDouble();

        /// <summary>The property, numbers in lists nested at will, one after the other.</summary>
        public double[] Numbers(string name)
        {
            var numbers = new List<double>();
            Flatten(element.GetProperty(name), numbers);
            return [.. numbers];
        }

        /// <summary>The property, whole numbers in lists nested at will, one after the other.</summary>
        public int[] Ints(string name) => Array.ConvertAll(element.Numbers(name), number => checked((int)number));
    }

    extension(Utf8JsonWriter json)
    {
        /// <summary>A list of numbers.</summary>
        public void WriteNumbers(ReadOnlySpan<double> numbers)
        {
            json.WriteStartArray();
            foreach (var number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        /// <summary>A list of whole numbers.</summary>
        public void WriteNumbers(ReadOnlySpan<int> numbers)
        {
            json.WriteStartArray();
            foreach (var number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        /// <summary>A list of lists of numbers, of this length each.</summary>
        public void WriteRows(ReadOnlySpan<double> numbers, int rows, int length)
        {
            json.WriteStartArray();
            for (var i = 0; i < rows; i++)
                json.WriteNumbers(numbers.Slice(i * length, length));
            json.WriteEndArray();
        }
    }

    private static void Flatten(JsonElement element, List<double> numbers)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            numbers.Add(element.GetDouble());
            return;
        }

        foreach (var item in element.EnumerateArray())
            Flatten(item, numbers);
    }
}
