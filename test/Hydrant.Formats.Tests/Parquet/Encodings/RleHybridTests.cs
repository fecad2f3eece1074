using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Parquet.Encodings;

namespace Hydrant.Formats.Tests.Parquet.Encodings;

public sealed class RleHybridTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void Whatever_is_encoded_is_decoded_again()
    {
        var values =
            from width in Gen.Choose(1, 31)
            from runs in (from length in Gen.OneOf(Gen.Choose(1, 3), Gen.Choose(1, 60)) from value in Gen.Choose(0, (1 << (width - 1)) - 1 + (1 << (width - 1))) select (length, value)).ListOf()
            select (width, values: runs.SelectMany(run => Enumerable.Repeat(run.value, run.length)).ToArray());
        Check.One(Many, Prop.ForAll(values.ToArbitrary(), given =>
        {
            using var output = new ByteBuffer();
            RleHybrid.Encode<int>(given.values, given.width, output);
            Decode(output.Written, given.width, given.values.Length).ShouldBe(given.values);
        }));
    }

    [Fact]
    public void A_run_takes_two_bytes_and_what_varies_is_packed()
    {
        Encoded([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1).ShouldBe("1401");
        Encoded([0, 1, 2, 3, 4, 5, 6, 7], 3).ShouldBe("0388C6FA");
        Encoded([0, 0, 0, 0, 0, 0, 0, 0], 0).ShouldBe("10");
        Encoded([1], 1).ShouldBe("0301");
        Encoded([], 1).ShouldBe("");
    }

    private static string Encoded(int[] values, int width)
    {
        using var output = new ByteBuffer();
        RleHybrid.Encode<int>(values, width, output);
        return Convert.ToHexString(output.Written);
    }

    private static List<int> Decode(ReadOnlySpan<byte> bytes, int width, int count)
    {
        var values = new List<int>();
        var at = 0;
        while (at < bytes.Length)
        {
            var header = 0;
            for (var shift = 0; ; shift += 7)
            {
                header |= (bytes[at] & 0x7f) << shift;
                if (bytes[at++] < 0x80) break;
            }

            if ((header & 1) == 0)
            {
                var value = 0;
                for (var i = 0; i < (width + 7) / 8; i++) value |= bytes[at++] << (8 * i);
                values.AddRange(Enumerable.Repeat(value, header >> 1));
                continue;
            }

            for (var i = 0; i < (header >> 1) * 8; i++)
            {
                var value = 0;
                for (var bit = 0; bit < width; bit++)
                {
                    var place = (i * width) + bit;
                    value |= ((bytes[at + (place / 8)] >> (place % 8)) & 1) << bit;
                }

                if (values.Count < count) values.Add(value);
            }

            at += (header >> 1) * width;
        }

        return values;
    }
}
