using System.Text.Json;

namespace Hydrant.Conformance.RealData;

/// <summary>Flights, earthquakes, films and more from the npm package vega-datasets, one a line.</summary>
internal static class VegaRecords
{
    private static readonly string[] Files =
        ["flights-10k.json", "earthquakes.json", "movies.json", "cars.json", "population.json", "us-employment.csv"];

    public static async Task<List<string>> ReadAsync()
    {
        var lines = new List<string>();
        foreach (var name in Files) lines.AddRange(await ReadAsync(name));
        return lines;
    }

    /// <summary>Those of one file of the package.</summary>
    public static async Task<List<string>> ReadAsync(string name)
    {
        var folder = await OtherPrograms.InstallAsync("npm", "vega-datasets@3.2.1");
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "node_modules", "vega-datasets", "data", name));
        var lines = name.EndsWith(".csv", StringComparison.Ordinal) ? [.. text.Split('\n')] : LinesOf(text);
        lines.RemoveAll(line => line.Length == 0);
        return lines;
    }

    // The text of each element as it stands in the file.
    private static List<string> LinesOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var list = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("features");
        return [.. list.EnumerateArray().Select(element => element.GetRawText().ReplaceLineEndings(" "))];
    }
}
