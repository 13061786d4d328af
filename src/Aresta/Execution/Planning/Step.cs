using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>One action of a plan: a kernel, the storages that it reads and those that it writes.</summary>
/// <remarks>What changes in a run is in the frame, so that one step may run on several threads at once.</remarks>
internal abstract class Step
{
    /// <summary>What <see cref="Plan.Explain"/> calls it.</summary>
    public abstract string Kernel { get; }

    /// <summary>The storages that it reads.</summary>
    public abstract IReadOnlyList<int> Reads { get; }

    /// <summary>The storages that it writes.</summary>
    public abstract IReadOnlyList<int> Writes { get; }

    /// <summary>The storage of its scratch memory; −1 for none.</summary>
    public int Workspace { get; set; } = -1;

    /// <summary>The first of the frames of its bodies.</summary>
    public int FirstFrame { get; set; }

    /// <summary>Bytes of scratch memory.</summary>
    public virtual long WorkspaceBytes(int threads) => 0;

    /// <summary>The plans of its bodies, each with where its memory begins in the scratch memory.</summary>
    public virtual IReadOnlyList<(Plan Plan, long Offset)> Bodies => [];

    /// <summary>How often its bodies run, if that is known; else 1.</summary>
    public virtual int Repeats => 1;

    /// <summary>Additions and multiplications, about.</summary>
    public virtual double Flops => 0;

    /// <summary>Bytes that it pushes onto stacks; of loops of unknown length, in one step.</summary>
    public virtual long StackBytes => 0;

    /// <summary>Whether it makes objects when it runs.</summary>
    public virtual bool Allocates => false;

    /// <summary>The primitives that it stands for.</summary>
    public abstract IReadOnlyList<Node> Nodes { get; }

    /// <summary>Whether what it writes may be the memory of what it reads, if nobody reads that later.</summary>
    public virtual bool MayShare(int write, int read) => false;

    /// <summary>Runs it.</summary>
    public abstract void Run(Frame frame);
}
