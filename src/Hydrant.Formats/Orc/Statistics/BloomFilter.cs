using System.Buffers.Binary;
using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>The filter of one column's row group under way, sized for a full one.</summary>
internal sealed class BloomFilter
{
    // Beyond this a group's filter would outgrow what it saves.
    private const int MaxValues = 1_000_000;
    private const double LeastProbability = 1e-6;
    private const double LargestProbability = 0.999;

    private readonly ulong[] _bits;
    private readonly int _hashes;

    public BloomFilter(int values, double falsePositives)
    {
        values = Math.Min(values, MaxValues);
        falsePositives = Math.Clamp(falsePositives, LeastProbability, LargestProbability);
        var bits = (int)(-values * Math.Log(falsePositives) / (Math.Log(2) * Math.Log(2)));
        _bits = new ulong[(bits / 64) + 1];
        _hashes = Math.Max(1, (int)Math.Round((double)_bits.Length * 64 / values * Math.Log(2)));
    }

    public void Add(ulong hash)
    {
        var first = (int)hash;
        var second = (int)(hash >> 32);
        for (var i = 1; i <= _hashes; i++)
        {
            var combined = unchecked(first + (i * second));
            var at = (combined < 0 ? ~combined : combined) % (_bits.Length * 64);
            _bits[at >> 6] |= 1UL << at;
        }
    }

    public void Add(ReadOnlySpan<long> values)
    {
        foreach (var value in values) Add(BloomHash.Of(value));
    }

    /// <summary>Number of hashes, and the bits as little-endian words; the filter is empty again.</summary>
    public ProtoWriter TakeMessage()
    {
        var bytes = new byte[_bits.Length * sizeof(ulong)];
        for (var i = 0; i < _bits.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), _bits[i]);
        Array.Clear(_bits);
        return new ProtoWriter().Varint(1, (ulong)_hashes).Bytes(3, bytes);
    }
}
