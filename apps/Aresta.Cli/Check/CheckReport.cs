using Aresta.Checking;
using Aresta.Cli.Wording;

namespace Aresta.Cli.Check;

/// <summary>The verdict for people: a line for each check, then what it comes to.</summary>
internal sealed class CheckReport(Checkup checkup, TextWriter writer, CheckTexts texts)
{
    public void Write()
    {
        foreach (var (order, report) in checkup.Runs)
        {
            Finite(order, report);
        }

        foreach (var finding in checkup.Gradient.Findings)
        {
            Law(finding);
        }

        writer.WriteLine();
        writer.WriteLine(texts.Verdict(checkup));
    }

    private void Finite(int order, FiniteReport report)
    {
        var what = texts.Derivative(order);
        if (report.IsFinite)
        {
            writer.WriteLine($"✓ {what}: {texts.Finite(report.Hidden)}");
            return;
        }

        writer.WriteLine($"✗ {what}: {texts.NotFinite(report.Origins)}");
        foreach (var fault in report.Faults)
        {
            writer.WriteLine($"  {texts.Headline(checkup, fault)}");
            writer.WriteLine($"    {texts.Cause(fault)}");
            var way = checkup.Way(fault);
            if (way.Count > 1)
            {
                writer.WriteLine($"    {texts.Way}: {string.Join(" → ", Shortened([.. way.Select(checkup.Label)]))}");
            }
        }

        if (report.Origins > report.Faults.Length)
        {
            writer.WriteLine($"  {texts.More(report.Origins - report.Faults.Length)}");
        }
    }

    private void Law(GradientFinding finding)
    {
        var mark = finding.Verdict switch
        {
            CheckVerdict.Holds => '✓',
            CheckVerdict.Broken => '✗',
            _ => '?',
        };
        writer.WriteLine($"{mark} {texts.Law(finding)}: {texts.Sentence(checkup, finding)}");
    }

    private static IEnumerable<string> Shortened(string[] names) =>
        names.Length <= 12 ? names : [.. names[..6], "…", .. names[^5..]];
}
