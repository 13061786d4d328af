namespace Aresta.Kernels;

/// <summary>The strips that a kernel reads: addresses of their first elements, which need not be aligned.</summary>
/// <remarks>
/// A strip of step 0 is one number, repeated <see cref="SplatBytes"/> long; one of step 1 is a strip of elements. What the kernel does not
/// take is not read.
/// </remarks>
internal unsafe struct StripOperands
{
    /// <summary>The length of a repeated number: that of the widest vector.</summary>
    public const int SplatBytes = 64;

    /// <summary>The strips.</summary>
    public byte* X, Y, Z, W;

    /// <summary>0 for a repeated number, 1 for a strip.</summary>
    public nint StepX, StepY, StepZ, StepW;
}

/// <summary>One operation, from strips to a strip. Kernels are immutable and allocate nothing.</summary>
internal abstract unsafe class StripKernel
{
    /// <summary>What plans and errors call it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it may be run over more elements than there are, whatever they are, where there is room for the results.</summary>
    public virtual bool MayPad => false;

    /// <summary>
    /// target[i] = f(x[i], y[i], …) for i below <paramref name="count"/>. The target may be one of the operands, but may not overlap
    /// them in any other way.
    /// </summary>
    public abstract void Run(byte* target, in StripOperands operands, nint count);
}
