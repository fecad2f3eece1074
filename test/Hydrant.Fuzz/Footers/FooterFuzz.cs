using Hydrant.Formats.Joining;
using Hydrant.Formats.Tests.Joining;
using Hydrant.Testing.Server;

namespace Hydrant.Fuzz.Footers;

/// <summary>Parquet and ORC files with damage: each is refused with a reason or joined, soon and within little memory.</summary>
public sealed class FooterFuzz
{
    private const int Cases = 6_000;
    private const long MaxAllocated = 128L << 20;

    [Theory]
    [InlineData("parquet", ".parquet")]
    [InlineData("orc", ".orc")]
    public async Task A_bent_file_is_refused_with_a_reason_or_joined(string format, string extension)
    {
        var files = Directory.GetFiles(Path.Combine(StartedServer.Root, "test", "testdata", format), $"*{extension}").Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBeGreaterThan(0);
        var (refused, joined) = (0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var whole = await File.ReadAllBytesAsync(files[seed % files.Count]);
            var bent = Bend(whole, random);
            if (bent.Length < FileJoins.HeadBytes) continue;
            var join = FileJoins.Of(extension, null, whole.AsSpan(0, FileJoins.HeadBytes)).Value;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var source = new MemoryJoinSource("bent", bent);
            var facts = await join.InspectAsync(source, CancellationToken.None);
            using var output = new MemoryStream();
            var fault = await join.WriteAsync([source, source], output, MemoryJoinSource.Seed, CancellationToken.None);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated, $"seed {seed}");
            if (facts.Ok) joined++;
            else refused++;
            if (!facts.Ok) facts.Fault.Message.ShouldNotBeNullOrWhiteSpace();
            if (fault is null) output.Length.ShouldBeLessThan((bent.Length * 4) + 100_000, $"seed {seed}");
        }

        refused.ShouldBeGreaterThan(Cases / 10);
        joined.ShouldBeGreaterThan(Cases / 100);
    }

    /// <summary>Mostly behind the data: that is what is read, and lengths there are what could do harm.</summary>
    private static byte[] Bend(byte[] whole, Random random)
    {
        if (random.Next(10) == 0) return Bent.Bytes(whole, random);
        var tail = Math.Min(whole.Length, random.Next(1, 4) == 1 ? 40 : whole.Length / 2);
        return [.. whole[..^tail], .. Bent.Bytes(whole[^tail..], random)];
    }
}
