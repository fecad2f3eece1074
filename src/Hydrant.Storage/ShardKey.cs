using System.Globalization;

namespace Hydrant.Storage;

/// <summary>
/// Which log: the number of a stream or delivery stream, given once by the catalogue and never again, and the shard in it.
/// </summary>
public readonly record struct ShardKey(uint Log, uint Shard) : IComparable<ShardKey>
{
    /// <summary>The log in which the embedded catalogue keeps its documents.</summary>
    public static readonly ShardKey Catalog = new(0, 0);

    /// <summary>Both parts in one word, as they stand in persisted bytes.</summary>
    public ulong Packed => ((ulong)Log << 32) | Shard;

    public static ShardKey Unpack(ulong packed) => new((uint)(packed >> 32), (uint)packed);

    public int CompareTo(ShardKey other) => Packed.CompareTo(other.Packed);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Log}/{Shard}");
}
