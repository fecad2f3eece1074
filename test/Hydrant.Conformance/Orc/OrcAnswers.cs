using System.Text.Json;

namespace Hydrant.Conformance.Orc;

/// <summary>A file's rows as ClickHouse shows them, beside the records they were made from.</summary>
internal static class OrcAnswers
{
    public static string Query(string path) =>
        $"SELECT * FROM file('{path}', ORC) SETTINGS max_threads = 1, output_format_json_quote_64bit_integers = 0, "
        + "output_format_json_quote_decimals = 0";

    /// <summary>Throws at the first difference; returns the number of rows.</summary>
    public static int Compare(OrcCase given, string answer)
    {
        var rows = ClickHouse.Rows(answer).ToList();
        rows.Count.ShouldBe(given.Records.Count, given.ToString());
        for (var i = 0; i < rows.Count; i++)
        {
            using var source = JsonDocument.Parse(given.Records[i]);
            foreach (var field in given.Schema.Fields)
            {
                var key = given.Keys.GetValueOrDefault(field.Name, field.Name);
                var value = source.RootElement.TryGetProperty(key, out var found) ? found : (JsonElement?)null;
                SameValue.Of(field.Type, value, rows[i].GetProperty(field.Name))
                    .ShouldBeTrue($"row {i}, {field}: {value} became {rows[i].GetProperty(field.Name)}; {given}");
            }
        }

        return rows.Count;
    }
}
