using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hydrant.Aggregation;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance;

/// <summary>The aggregation library of AWS for JavaScript packs, bends and opens; ours must see the same records.</summary>
public sealed class Aggregates
{
    [Fact]
    public async Task Aggregates_are_opened_as_the_library_of_AWS_opens_them()
    {
        var folder = await OtherPrograms.InstallAsync("aggregates", "aws-kinesis-agg@4.2.8");

        var lines = await LinesAsync(folder);

        var (opened, plain) = (0, 0);
        foreach (var line in lines)
        {
            using var shown = JsonDocument.Parse(line);
            var records = shown.RootElement.GetProperty("records");
            var expected = records.ValueKind == JsonValueKind.Null ? null : records.EnumerateArray().Select(Text).ToList();
            var seen = Open(shown.RootElement.GetProperty("data").GetBytesFromBase64());
            (seen is null).ShouldBe(expected is null, $"line {opened + plain}");
            if (expected is null) plain++;
            else opened++;
            for (var i = 0; i < expected?.Count; i++) seen![i].ShouldBe(expected[i], $"line {opened + plain}, record {i}");
            (seen?.Count).ShouldBe(expected?.Count);
        }

        (opened, plain).ShouldBe((300, 900));
    }

    private static List<string>? Open(byte[] data)
    {
        if (!Aggregate.TryOpen(data, out var aggregate)) return null;
        using (aggregate)
        {
            var records = new List<string>();
            foreach (var record in aggregate)
                records.Add($"{Encoding.UTF8.GetString(record.Key)}|{Encoding.ASCII.GetString(record.ExplicitHashKey)}|{Convert.ToBase64String(record.Data)}");
            return records;
        }
    }

    private static string Text(JsonElement record) =>
        $"{record.GetProperty("key").GetString()}|{record.GetProperty("hashKey").GetString()}|{record.GetProperty("data").GetString()}";

    private static async Task<string[]> LinesAsync(string folder)
    {
        var suite = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", "aggregates.mjs");
        var start = new ProcessStartInfo("node", [suite, "1"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HYDRANT_NODE_MODULES"] = folder;
        var (output, _) = await OtherPrograms.OutputOfAsync(start);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
