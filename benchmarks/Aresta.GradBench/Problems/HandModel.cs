using System.Text.Json;

namespace Aresta.GradBench.Problems;

/// <summary>A hand: bones, and a mesh of triangles whose vertices follow them.</summary>
/// <param name="Parents">The parent of each bone, −1 for the root; parents come first.</param>
/// <param name="Relatives">For each bone, how it lies to its parent at rest: 3 × 4 numbers.</param>
/// <param name="InverseAbsolutes">For each bone, back from where it lies at rest: 3 × 4 numbers.</param>
/// <param name="Positions">Each vertex at rest, 3 numbers.</param>
/// <param name="Weights">For each vertex the bones that it follows, and how much.</param>
/// <param name="Triangles">The vertices of each triangle.</param>
/// <param name="IsMirrored">Whether it is the other hand: x is negated before the whole is turned and moved.</param>
internal sealed record HandModel(
    int[] Parents, double[] Relatives, double[] InverseAbsolutes, double[] Positions, (int Bone, double Weight)[][] Weights,
    int[] Triangles, bool IsMirrored)
{
    public static HandModel Read(JsonElement model)
    {
        var bones = model.Int("bone_count");
        var weights = model.Numbers("weights");
        return new(
            model.Ints("parents"), Affine(model.Numbers("base_relatives"), 4), Affine(model.Numbers("inverse_base_absolutes"), 4),
            Affine(model.Numbers("base_positions"), 1),
            [.. weights.Chunk(bones).Select(row => row.Index().Where(bone => bone.Item != 0).ToArray())],
            model.Ints("triangles"), model.GetProperty("is_mirrored").GetBoolean());
    }

    /// <summary>The finger whose angles move a bone: 0 to 4, or −1 for bones that none moves.</summary>
    public static int Finger(int bone) => bone == 0 || (bone - 1) % 4 == 0 ? -1 : (bone - 1) / 4;

    /// <summary>The fingers whose angles move a vertex.</summary>
    public IEnumerable<int> Fingers(int vertex) =>
        Weights[vertex].Select(pair => Finger(pair.Bone)).Where(finger => finger >= 0).Distinct();

    /// <summary>Homogeneous coordinates without their last row, which is 0, 0, 0, 1.</summary>
    public static double[] Affine(double[] homogeneous, int columns)
    {
        var blocks = homogeneous.Chunk(4 * columns);
        foreach (var block in blocks)
            if (block[^1] != 1 || block[(3 * columns)..^1].Any(x => x != 0))
                throw new ArgumentException("A transformation or a position is not affine: its last row is not 0, …, 0, 1.");
        return [.. blocks.SelectMany(block => block[..(3 * columns)])];
    }
}
