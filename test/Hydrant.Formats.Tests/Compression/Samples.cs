using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Hydrant.Formats.Tests.Compression;

/// <summary>Content that exercises both halves of a codec: what repeats and what does not.</summary>
internal static class Samples
{
    /// <summary>Pieces of fresh bytes, of runs, and of what came before: short and long copies, near and far.</summary>
    public static Arbitrary<byte[]> Content { get; } = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from pieces in Gen.Choose(0, 60)
        from longest in Gen.Elements(3, 20, 70, 300, 5_000)
        select Mixed(seed, pieces, longest));

    public static byte[] Mixed(int seed, int pieces, int longest)
    {
        var random = new Random(seed);
        var content = new List<byte>();
        for (var i = 0; i < pieces; i++)
        {
            var length = random.Next(1, longest + 1);
            var kind = random.Next(3);
            var value = (byte)random.Next(256);
            var from = content.Count == 0 ? 0 : random.Next(content.Count);
            for (var k = 0; k < length; k++)
            {
                content.Add(kind switch
                {
                    0 => (byte)random.Next(256),
                    1 => value,
                    _ => content.Count == 0 ? value : content[from++],
                });
            }
        }

        return [.. content];
    }

    public static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Records as a delivery stream has them.</summary>
    public static byte[] Json(int records)
    {
        var random = new Random(7);
        var text = new StringBuilder();
        for (var i = 0; i < records; i++)
        {
            text.Append("{\"ticker_symbol\":\"")
                .Append((char)('A' + random.Next(26))).Append((char)('A' + random.Next(26)))
                .Append("\",\"sector\":\"").Append(random.Next(2) == 0 ? "HEALTHCARE" : "ENERGY")
                .Append("\",\"change\":").Append(random.Next(1000)).Append(",\"id\":").Append(i).Append("}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
