namespace Aresta.Kernels;

/// <summary>The heights of tiles.</summary>
internal static class Rows
{
    /// <summary>One row.</summary>
    public readonly struct Of1 : IRows { public static int Count => 1; }

    /// <summary>Two rows.</summary>
    public readonly struct Of2 : IRows { public static int Count => 2; }

    /// <summary>Three rows.</summary>
    public readonly struct Of3 : IRows { public static int Count => 3; }

    /// <summary>Four rows.</summary>
    public readonly struct Of4 : IRows { public static int Count => 4; }

    /// <summary>Five rows.</summary>
    public readonly struct Of5 : IRows { public static int Count => 5; }

    /// <summary>Six rows.</summary>
    public readonly struct Of6 : IRows { public static int Count => 6; }

    /// <summary>Seven rows.</summary>
    public readonly struct Of7 : IRows { public static int Count => 7; }

    /// <summary>Eight rows.</summary>
    public readonly struct Of8 : IRows { public static int Count => 8; }

    /// <summary>Nine rows.</summary>
    public readonly struct Of9 : IRows { public static int Count => 9; }

    /// <summary>Ten rows.</summary>
    public readonly struct Of10 : IRows { public static int Count => 10; }

    /// <summary>Eleven rows.</summary>
    public readonly struct Of11 : IRows { public static int Count => 11; }

    /// <summary>Twelve rows.</summary>
    public readonly struct Of12 : IRows { public static int Count => 12; }

    /// <summary>Thirteen rows.</summary>
    public readonly struct Of13 : IRows { public static int Count => 13; }

    /// <summary>Fourteen rows.</summary>
    public readonly struct Of14 : IRows { public static int Count => 14; }
}
