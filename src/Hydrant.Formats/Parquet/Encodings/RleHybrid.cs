using System.Numerics;
using System.Runtime.InteropServices;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Encodings;

/// <summary>
/// Parquet's hybrid of runs and packed bits: groups of eight equal values become runs, the others are packed, the
/// lowest
/// bit first. The last group is filled with zeroes.
/// </summary>
internal static class RleHybrid
{
    private const int Group = 8;

    public static int WidthFor(int largest) => largest == 0 ? 0 : BitOperations.Log2((uint)largest) + 1;

    /// <param name="values">None has more bits than the width.</param>
    /// <param name="width">0 to 32; a width of 0 still writes its runs.</param>
    public static void Encode<T>(ReadOnlySpan<T> values, int width, ByteBuffer output)
        where T : unmanaged, IBinaryInteger<T>
    {
        var packed = 0;
        var at = 0;
        while (at < values.Length)
        {
            if (!BeginsRun(values, at))
            {
                at += Group;
                continue;
            }

            var end = values[at..].IndexOfAnyExcept(values[at]);
            end = end < 0 ? values.Length : at + end;
            Pack(values[packed..at], width, output);
            output.AddVarint((ulong)(end - at) << 1);
            var value = uint.CreateTruncating(values[at]);
            for (var i = 0; i < (width + 7) / 8; i++) output.Add((byte)(value >> (8 * i)));
            packed = at = end;
        }

        if (packed < values.Length) Pack(values[packed..], width, output);
    }

    private static bool BeginsRun<T>(ReadOnlySpan<T> values, int at)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.Length - at < Group) return values[at..].IndexOfAnyExcept(values[at]) < 0 && values.Length - at > 1;
        var first = values[at];
        return values[at + 1] == first && values.Slice(at, Group).IndexOfAnyExcept(first) < 0;
    }

    // What comes before a run is always a whole number of groups.
    private static void Pack<T>(ReadOnlySpan<T> values, int width, ByteBuffer output)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty) return;
        var groups = (values.Length + Group - 1) / Group;
        output.AddVarint(((ulong)groups << 1) | 1);
        var room = output.Room((groups * width) + sizeof(ulong));
        var written = 0;
        ulong bits = 0;
        var count = 0;
        foreach (var value in values)
        {
            bits |= (ulong)uint.CreateTruncating(value) << count;
            count += width;
            if (count < 32) continue;
            MemoryMarshal.Write(room[written..], (uint)bits);
            written += sizeof(uint);
            bits >>= 32;
            count -= 32;
        }

        for (var total = groups * width; written < total; written++)
        {
            room[written] = (byte)bits;
            bits >>= 8;
        }

        output.Advance(written);
    }
}
