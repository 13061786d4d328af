using System.Runtime.InteropServices;

namespace Aresta.Benchmarks.Products;

/// <summary>Debian's OpenBLAS (`apt-get install libopenblas0-pthread`), the peer of matrix products.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int Plain = 111;
    private const int Transposed = 112;

    /// <summary>Whether it is installed.</summary>
    public static bool IsPresent { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>How many threads it uses.</summary>
    public static void SetThreads(int threads) => SetNumThreads(threads);

    /// <summary>C = A·B, of row-major matrices of which A and B may be transposed.</summary>
    public static void Multiply<T>(int m, int n, int k, bool ta, T* a, bool tb, T* b, T* c) where T : unmanaged
    {
        var (left, right, lda, ldb) = (ta ? Transposed : Plain, tb ? Transposed : Plain, ta ? m : k, tb ? k : n);
        if (n == 1 && typeof(T) == typeof(float))
        {
            VectorSingle(RowMajor, left, ta ? k : m, ta ? m : k, 1, (float*)a, lda, (float*)b, 1, 0, (float*)c, 1);
        }
        else if (typeof(T) == typeof(float))
        {
            Single(RowMajor, left, right, m, n, k, 1, (float*)a, lda, (float*)b, ldb, 0, (float*)c, n);
        }
        else
        {
            Double(RowMajor, left, right, m, n, k, 1, (double*)a, lda, (double*)b, ldb, 0, (double*)c, n);
        }
    }

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetNumThreads(int threads);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Single(
        int order, int ta, int tb, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Library, EntryPoint = "cblas_dgemm")]
    private static partial void Double(
        int order, int ta, int tb, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c,
        int ldc);

    [LibraryImport(Library, EntryPoint = "cblas_sgemv")]
    private static partial void VectorSingle(
        int order, int ta, int m, int n, float alpha, float* a, int lda, float* x, int stepX, float beta, float* y, int stepY);
}
