using System.Runtime.CompilerServices;

namespace Aresta.Numerics;

/// <summary>
/// The code of steps: one small function for each formula and places of its operands, which ends by jumping to that of the next step. So
/// nothing is decided while running, and the last three results stay in registers from function to function.
/// </summary>
/// <remarks>
/// The functions are made from the formulas by the compiler, here or ahead. The jumps are calls in tail position, which it makes jumps when
/// it optimizes; where it does not, a segment is short enough for the stack.
/// </remarks>
internal static unsafe class StepCode
{
    public const int Sum = 0, Difference = 1, Product = 2, Quotient = 3, ProductPlus = 4, ProductMinus = 5, MinusProduct = 6;

    /// <summary>How far back registers reach.</summary>
    public const int Reach = 3;

    /// <summary>The place of a constant; 0 is memory, 1 to <see cref="Reach"/> how many steps back.</summary>
    public const int Constant = 4;

    private const int Places = 5, Length = 1 + 7 * Places * Places * Places;

    /// <summary>The functions by code, as far as somebody has asked for them: forward, and reverse.</summary>
    private static readonly nint[] Forwards = Begin((nint)(delegate*<Step*, double*, nint*, double*, double, double, double, Step*>)&Leave),
        Reverses = Begin((nint)(delegate*<Step*, double*, nint*, double*, nint, double, double, double, Step*>)&Leave);

    /// <summary>Where the functions forward are.</summary>
    public static nint* Forward => (nint*)Unsafe.AsPointer(ref Forwards[0]);

    /// <summary>Where the functions in reverse are.</summary>
    public static nint* Reverse => (nint*)Unsafe.AsPointer(ref Reverses[0]);

    /// <summary>The code for a formula and three places.</summary>
    public static int For(int formula, int x, int y, int z)
    {
        var code = 1 + ((formula * Places + x) * Places + y) * Places + z;
        if (Reverses[code] == 0)
            (Forwards[code], Reverses[code]) = formula switch
            {
                Sum => X<Sum>(x, y, z),
                Difference => X<Difference>(x, y, z),
                Product => X<Product>(x, y, z),
                Quotient => X<Quotient>(x, y, z),
                ProductPlus => X<ProductPlus>(x, y, z),
                ProductMinus => X<ProductMinus>(x, y, z),
                _ => X<MinusProduct>(x, y, z),
            };
        return code;
    }

    /// <summary>The formula of a code; none of 0.</summary>
    public static int FormulaOf(int code) => code == 0 ? -1 : (code - 1) / (Places * Places * Places);

    private static nint[] Begin(nint leave)
    {
        var functions = GC.AllocateArray<nint>(Length, pinned: true);
        functions[0] = leave;
        return functions;
    }

    private static (nint, nint) X<TFormula>(int x, int y, int z) where TFormula : struct, IFormula => x switch
    {
        0 => Y<TFormula, Remote>(y, z),
        1 => Y<TFormula, Last>(y, z),
        2 => Y<TFormula, Second>(y, z),
        3 => Y<TFormula, Third>(y, z),
        _ => Y<TFormula, Fixed>(y, z),
    };

    private static (nint, nint) Y<TFormula, TX>(int y, int z) where TFormula : struct, IFormula where TX : struct, IPlace => y switch
    {
        0 => Z<TFormula, TX, Remote>(z),
        1 => Z<TFormula, TX, Last>(z),
        2 => Z<TFormula, TX, Second>(z),
        3 => Z<TFormula, TX, Third>(z),
        _ => Z<TFormula, TX, Fixed>(z),
    };

    private static (nint, nint) Z<TFormula, TX, TY>(int z)
        where TFormula : struct, IFormula where TX : struct, IPlace where TY : struct, IPlace => TFormula.PartialZ == null
        ? StepCode<TFormula, TX, TY, Fixed>.Functions()
        : z switch
        {
            0 => StepCode<TFormula, TX, TY, Remote>.Functions(),
            1 => StepCode<TFormula, TX, TY, Last>.Functions(),
            2 => StepCode<TFormula, TX, TY, Second>.Functions(),
            3 => StepCode<TFormula, TX, TY, Third>.Functions(),
            _ => StepCode<TFormula, TX, TY, Fixed>.Functions(),
        };

    /// <summary>Stops before a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Step* Leave(Step* step, double* v, nint* next, double* result, double last, double second, double third) => step;

    /// <summary>Stops before a step; what was in registers is written to memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Step* Leave(Step* step, double* v, nint* next, double* a, nint slot, double adjoint, double last, double second)
    {
        (a[slot], a[slot - 1], a[slot - 2]) = (adjoint, last, second);
        return step;
    }
}

/// <summary>The two functions of one formula with its operands in certain places.</summary>
internal static unsafe class StepCode<TFormula, TX, TY, TZ>
    where TFormula : struct, IFormula
    where TX : struct, IPlace
    where TY : struct, IPlace
    where TZ : struct, IPlace
{
    /// <summary>Their addresses.</summary>
    public static (nint Forward, nint Reverse) Functions() => (
        (nint)(delegate*<Step*, double*, nint*, double*, double, double, double, Step*>)&Forward,
        (nint)(delegate*<Step*, double*, nint*, double*, nint, double, double, double, Step*>)&Reverse);

    /// <summary>Writes the result, and goes on; returns the step before which it stops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Step* Forward(Step* step, double* v, nint* next, double* result, double last, double second, double third)
    {
        var w = TFormula.Value(
            TX.Get(v, step->X, last, second, third),
            TY.Get(v, step->Y, last, second, third),
            TFormula.PartialZ != null ? TZ.Get(v, step->Z, last, second, third) : 0);
        *result = w;
        return ((delegate*<Step*, double*, nint*, double*, double, double, double, Step*>)next[step[1].Code])(
            step + 1, v, next, result + 1, w, last, second);
    }

    /// <summary>
    /// Passes the adjoint on to the operands, and goes on with the step before. It stops at an infinite adjoint or NaN, whose products with
    /// partials need a second look; of 0 there is nothing to pass.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Step* Reverse(Step* step, double* v, nint* next, double* a, nint slot, double adjoint, double last, double second)
    {
        var third = a[slot - StepCode.Reach];
        if (Ieee.IsOrdinary(adjoint))
        {
            var (x, y, w) = (v[step->X], v[step->Y], v[slot]);
            if (TFormula.PartialZ is { } partialZ)
                TZ.Add(partialZ, adjoint, a, step->Z, ref last, ref second, ref third);
            TX.Add(TFormula.PartialX(x, y, w), adjoint, a, step->X, ref last, ref second, ref third);
            TY.Add(TFormula.PartialY(x, y, w), adjoint, a, step->Y, ref last, ref second, ref third);
        }
        else if (adjoint != 0)
        {
            (a[slot], a[slot - 1], a[slot - 2]) = (adjoint, last, second);
            return step;
        }

        return ((delegate*<Step*, double*, nint*, double*, nint, double, double, double, Step*>)next[step[-1].Code])(
            step - 1, v, next, a, slot - 1, last, second, third);
    }
}
