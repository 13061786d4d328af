using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// What the labels of a contraction with windows are in a convolution: x[samples, groups, inputs, space] in windows [.., places, taps],
/// kernel[groups, outputs, inputs, taps], y[samples, groups, outputs, places]. Any number of labels may be one of these, axes of length 1
/// any of them.
/// </summary>
internal sealed class ConvolutionRoles
{
    private readonly string windows;
    private readonly string kernel;
    private readonly string result;
    private readonly Dictionary<char, int> lengths;
    private readonly int space;

    private ConvolutionRoles(string windows, string kernel, string result, Dictionary<char, int> lengths, int space)
    {
        (this.windows, this.kernel, this.result, this.lengths, this.space) = (windows, kernel, result, lengths, space);
    }

    private string Outer => windows[..^(2 * space)];

    private string Places => windows[^(2 * space)..^space];

    private string Taps => windows[^space..];

    /// <summary>The roles, if it is a convolution.</summary>
    /// <param name="windows">The labels of the windows.</param>
    /// <param name="kernel">The labels of the kernel.</param>
    /// <param name="result">The labels of y.</param>
    /// <param name="lengths">How long they are.</param>
    /// <param name="space">How many axes windows slide along.</param>
    public static ConvolutionRoles? Of(string windows, string kernel, string result, Dictionary<char, int> lengths, int space)
    {
        var roles = new ConvolutionRoles(windows, kernel, result, lengths, space);
        return roles.Places.All(label => result.Contains(label) && !kernel.Contains(label))
            && roles.Taps.All(label => kernel.Contains(label) && !result.Contains(label)) ? roles : null;
    }

    /// <summary>The labels of a contraction and how long they are.</summary>
    public static Dictionary<char, int> Lengths(Node node)
    {
        var contract = (Contract)node.Primitive;
        var lengths = new Dictionary<char, int>();
        foreach (var (labels, shape) in new[] { (contract.Left, node.Operands[0].Shape), (contract.Right, node.Operands[1].Shape) })
        {
            foreach (var (axis, label) in labels.Index())
            {
                lengths[label] = shape[axis];
            }
        }

        return lengths;
    }

    /// <summary>
    /// The axes of x, the kernel and y in the order of the kernels, if one of them lies so: each role in the order it has there.
    /// </summary>
    /// <param name="written">Which of them: 0 for x, 1 for the kernel, 2 for y.</param>
    public (int[] X, int[] Kernel, int[] Y)? Orders(int written)
    {
        var own = (written switch { 0 => Outer + Places, 1 => kernel, _ => result }) + windows + kernel; // y has no others
        string Order(Func<char, bool> role) => string.Concat(own.Distinct().Where(role));
        var (samples, groups) = (Order(label => Outer.Contains(label) && !kernel.Contains(label)), Order(IsGroup));
        var (inputs, outputs) = (Order(IsInput), Order(label => !windows.Contains(label)));
        string x = samples + groups + inputs + Places, k = groups + outputs + inputs + Taps, y = samples + groups + outputs + Places;
        var lies = written switch { 0 => Long(x) == Long(Outer + Places), 1 => Long(k) == Long(kernel), _ => Long(y) == Long(result) };
        return lies ? (Axes(x, Outer + Places), Axes(k, kernel), Axes(y, result)) : null;
    }

    /// <summary>The shape of the convolution over these windows.</summary>
    public ConvolutionShape Shape(Windows over) => over.Shape(
        Product(label => Outer.Contains(label) && !kernel.Contains(label)), Product(IsGroup), Product(IsInput),
        Product(label => !windows.Contains(label)));

    private static int[] Axes(string order, string labels) => [.. order.Select(label => labels.IndexOf(label))];

    private bool IsGroup(char label) => Outer.Contains(label) && kernel.Contains(label) && result.Contains(label);

    private bool IsInput(char label) => Outer.Contains(label) && !result.Contains(label);

    private int Product(Func<char, bool> role) =>
        lengths.Where(entry => role(entry.Key)).Aggregate(1, (product, entry) => checked(product * entry.Value));

    private string Long(string labels) => string.Concat(labels.Where(label => lengths[label] != 1));
}
