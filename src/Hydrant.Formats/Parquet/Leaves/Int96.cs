using System.Buffers.Binary;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>Timestamps as Hive and Impala write them. A day beyond 32 bits wraps.</summary>
internal static class Int96
{
    public const int Length = 12;
    private const long JulianDayOf1970 = 2_440_588;
    private const long SecondsPerDay = 86_400;
    private const long NanosPerSecond = 1_000_000_000;

    public static void Write(ReadOnlySpan<long> seconds, ReadOnlySpan<int> nanos, Span<byte> output)
    {
        for (var i = 0; i < seconds.Length; i++)
        {
            var day = Math.DivRem(seconds[i], SecondsPerDay, out var rest);
            if (rest < 0)
            {
                rest += SecondsPerDay;
                day--;
            }

            BinaryPrimitives.WriteInt64LittleEndian(output, (rest * NanosPerSecond) + nanos[i]);
            BinaryPrimitives.WriteInt32LittleEndian(output[8..], unchecked((int)(day + JulianDayOf1970)));
            output = output[Length..];
        }
    }
}
