using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Encodings;

/// <summary>DELTA_BYTE_ARRAY: how much each value shares with the one before, and what follows that.</summary>
internal static class DeltaByteArray
{
    public static void Encode(ReadOnlySpan<byte> data, ReadOnlySpan<int> ends, ByteBuffer output)
    {
        var prefixes = new PooledList<long>();
        var suffixes = new PooledList<long>();
        var rest = new ByteBuffer();
        ReadOnlySpan<byte> previous = default;
        var start = 0;
        foreach (var end in ends)
        {
            var value = data[start..end];
            var shared = value.CommonPrefixLength(previous);
            prefixes.Add(shared);
            suffixes.Add(value.Length - shared);
            rest.Add(value[shared..]);
            previous = value;
            start = end;
        }

        DeltaBinaryPacked.Encode(prefixes.Items, is32: true, output);
        DeltaBinaryPacked.Encode(suffixes.Items, is32: true, output);
        output.Add(rest.Written);
        prefixes.Release();
        suffixes.Release();
        rest.Dispose();
    }
}
