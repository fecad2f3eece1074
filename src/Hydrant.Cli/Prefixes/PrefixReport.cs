using System.Text.Json;

namespace Hydrant.Cli.Prefixes;

/// <summary>A preview for people.</summary>
internal static class PrefixReport
{
    public static void Print(ReadOnlyMemory<byte> answer, TextWriter target)
    {
        using var document = JsonDocument.Parse(answer);
        foreach (var record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            target.WriteLine($"record {record.GetProperty("record").GetInt32()}");
            target.WriteLine($"  key    {record.GetProperty("key").GetString()}");
            foreach (var key in record.GetProperty("partitionKeys").EnumerateObject()) target.WriteLine($"  {key.Name} = {key.Value.GetString()}");
            if (record.TryGetProperty("errorCode", out var code))
                target.WriteLine($"  error  {code.GetString()}: {record.GetProperty("errorMessage").GetString()}");
        }

        target.WriteLine("error output");
        foreach (var key in document.RootElement.GetProperty("errorKeys").EnumerateObject()) target.WriteLine($"  {key.Name}  {key.Value.GetString()}");
        target.WriteLine("Zeros stand for what is random in the key of each object.");
    }
}
