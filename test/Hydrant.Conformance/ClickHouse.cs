using System.Diagnostics;
using System.Text.Json;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance;

/// <summary>ClickHouse, as it comes in the npm package chdb. Times are shown in UTC.</summary>
internal static class ClickHouse
{
    private const string Package = "chdb@3.4.0";

    /// <summary>The answer to each query, one process for all; any error throws.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<string> queries)
    {
        var folder = await OtherPrograms.InstallAsync("chdb", Package);
        var suite = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", "clickhouse.mjs");
        var start = new ProcessStartInfo("node", [suite])
        {
            Environment = { ["HYDRANT_NODE_MODULES"] = folder, ["TZ"] = "UTC" },
        };
        var input = queries.Select(query => JsonSerializer.Serialize(query));
        var (output, _) = await OtherPrograms.OutputOfAsync(start, string.Join('\n', input));

        var answers = new List<string>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var shown = JsonDocument.Parse(line);
            shown.RootElement.TryGetProperty("error", out var error)
                .ShouldBeFalse($"{queries[answers.Count]}\n{error.ToString()}");
            answers.Add(shown.RootElement.GetProperty("answer").GetString()!);
        }

        answers.Count.ShouldBe(queries.Count);
        return answers;
    }

    /// <summary>The rows of an answer.</summary>
    public static IEnumerable<JsonElement> Rows(string answer)
    {
        foreach (var line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var row = JsonDocument.Parse(line);
            yield return row.RootElement.Clone();
        }
    }
}
