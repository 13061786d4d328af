using System.Globalization;
using System.Text;

namespace Aresta.Execution;

/// <summary>A plan as text.</summary>
internal static class Explanation
{
    /// <summary>A line for the whole, then one for each step; bodies are indented.</summary>
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Steps.Length} steps, {plan.Options.ThreadCount} threads, ");
        text.Append(CultureInfo.InvariantCulture, $"{plan.Flops:0} flops, peak {plan.PeakBytes} bytes");
        text.Append(CultureInfo.InvariantCulture, $" (arena {plan.ArenaBytes}, constants {plan.Constants.Bytes})");
        text.Append(plan.StackBytes == 0 ? "\n" : FormattableString.Invariant($", and {plan.StackBytes} bytes on stacks in a step\n"));
        Write(text, plan, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, Plan plan, string indent)
    {
        for (var n = 0; n < plan.Steps.Length; n++)
        {
            var step = plan.Steps[n];
            var scratch = step.Workspace < 0 ? 0 : plan.Storages[step.Workspace].Bytes;
            text.Append(CultureInfo.InvariantCulture, $"{indent}{n}: {step.Kernel}");
            if (step.Nodes.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" [{string.Join(' ', step.Nodes.Take(12).Select(node => node.Primitive.Name))}");
                text.Append(step.Nodes.Count > 12 ? FormattableString.Invariant($" and {step.Nodes.Count - 12} more]") : "]");
            }

            text.Append(CultureInfo.InvariantCulture, $" ({string.Join(", ", step.Reads.Select(s => Place(plan.Storages[s], false)))})");
            text.Append(CultureInfo.InvariantCulture, $" → {string.Join(", ", step.Writes.Select(s => Place(plan.Storages[s], true)))}");
            text.Append(CultureInfo.InvariantCulture, $"; {step.Flops:0} flops");
            text.Append(scratch == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {scratch} bytes of scratch"));
            text.Append('\n');
            foreach (var (body, _) in step.Bodies)
            {
                text.Append(indent).Append("  body:\n");
                Write(text, body, indent + "    ");
            }
        }
    }

    private static string Place(Storage storage, bool written) => FormattableString.Invariant($"{storage.Type} {storage.Kind switch
    {
        StorageKind.Input => FormattableString.Invariant($"input {storage.Number}"),
        StorageKind.Output => FormattableString.Invariant($"output {storage.Number}"),
        StorageKind.Constant => "constant",
        _ => FormattableString.Invariant($"@{storage.Offset}{(written && storage.TakenFrom >= 0 ? " in place" : "")}"),
    }}");
}
