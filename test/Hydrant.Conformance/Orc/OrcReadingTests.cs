using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Orc;

namespace Hydrant.Conformance.Orc;

/// <summary>ClickHouse reads our files and finds what went in.</summary>
public sealed class OrcReadingTests : IDisposable
{
    private const int Files = 120;
    private readonly string _folder = Directory.CreateTempSubdirectory("orc").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_type_nesting_and_option_is_read_as_it_was_given()
    {
        var cases = new List<OrcCase>();
        await Task.WhenAll(Written(cases));

        var answers = await ClickHouse.AskAsync([.. cases.Select((_, i) => OrcAnswers.Query(PathOf(i)))]);

        var records = 0;
        for (var i = 0; i < cases.Count; i++) records += OrcAnswers.Compare(cases[i], answers[i]);
        cases.Count.ShouldBe(Files);
        records.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task Flights_earthquakes_and_films_are_read_as_they_were_given()
    {
        var cases = await RealTables.ReadAsync();
        for (var i = 0; i < cases.Count; i++) await OrcFiles.WriteAsync(cases[i], PathOf(i));

        var answers = await ClickHouse.AskAsync([.. cases.Select((_, i) => OrcAnswers.Query(PathOf(i)))]);

        cases.Select((each, i) => OrcAnswers.Compare(each, answers[i])).ShouldBe([10_000, 1_707, 3_201]);
    }

    [Fact]
    public async Task Skipping_by_statistics_and_Bloom_filters_loses_no_row()
    {
        var cases = new List<OrcCase>();
        await Task.WhenAll(Written(cases));
        var conditions = cases.SelectMany((each, i) => ConditionsOf(each).Select(condition => (File: i, condition))).ToList();

        var queries = conditions.SelectMany(each => new[] { 0, 1 }.Select(pushed =>
            $"SELECT count() AS n FROM file('{PathOf(each.File)}', ORC) WHERE {each.condition} SETTINGS max_threads = 1, "
            + $"input_format_orc_filter_push_down = {pushed}, optimize_count_from_files = 0, use_query_condition_cache = 0"));
        var answers = await ClickHouse.AskAsync([.. queries]);

        conditions.Count.ShouldBeGreaterThan(300);
        for (var i = 0; i < conditions.Count; i++)
            answers[(2 * i) + 1].ShouldBe(answers[2 * i], $"{conditions[i]} of {cases[conditions[i].File]}");
    }

    // Streams of many chunks, where positions name both: a wrong one would lose or double rows.
    [Theory]
    [InlineData(OrcCompression.None)]
    [InlineData(OrcCompression.Zlib)]
    [InlineData(OrcCompression.Snappy)]
    public async Task Of_a_large_file_only_the_row_groups_that_matter_are_read(OrcCompression compression)
    {
        var given = LargeTable.With(compression);
        await OrcFiles.WriteAsync(given, PathOf(0));

        var answers = await ClickHouse.AskAsync(
        [
            .. LargeTable.Questions.Select(each =>
                $"SELECT count() AS n, sum(cityHash64(*)) AS h FROM file('{PathOf(0)}', ORC) WHERE {each.Condition} "
                + "SETTINGS max_threads = 1, use_query_condition_cache = 0 FORMAT JSON"),
            .. LargeTable.Questions.Select(each =>
                $"SELECT count() AS n, sum(cityHash64(*)) AS h FROM file('{PathOf(0)}', ORC) WHERE {each.Condition} "
                + "SETTINGS max_threads = 1, input_format_orc_filter_push_down = 0 FORMAT JSON"),
            OrcAnswers.Query(PathOf(0)),
        ]);

        OrcAnswers.Compare(given, answers[^1]).ShouldBe(LargeTable.Rows);
        for (var i = 0; i < LargeTable.Questions.Count; i++)
        {
            using var skipping = JsonDocument.Parse(answers[i]);
            using var whole = JsonDocument.Parse(answers[LargeTable.Questions.Count + i]);
            var question = LargeTable.Questions[i];
            var row = skipping.RootElement.GetProperty("data")[0];
            row.GetRawText().ShouldBe(whole.RootElement.GetProperty("data")[0].GetRawText(), question.Condition);
            row.GetProperty("n").GetInt32().ShouldBe(question.Count, question.Condition);
            skipping.RootElement.GetProperty("statistics").GetProperty("rows_read").GetInt32()
                .ShouldBeLessThanOrEqualTo(question.MostRead, question.Condition);
        }
    }

    // FsCheck runs its properties one after the other, so files are numbered as they come.
    private List<Task> Written(List<OrcCase> cases)
    {
        var written = new List<Task>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Files).WithStartSize(5).WithEndSize(12), Prop.ForAll(OrcCases.All, given =>
        {
            written.Add(OrcFiles.WriteAsync(given, PathOf(cases.Count)));
            cases.Add(given);
        }));
        return written;
    }

    private string PathOf(int file) => Path.Combine(_folder, $"{file}.orc");

    // A value that is there, and what lies on one side of it.
    private static IEnumerable<string> ConditionsOf(OrcCase given)
    {
        if (given.Records.Count == 0) yield break;
        using var source = JsonDocument.Parse(given.Records[given.Records.Count / 2]);
        foreach (var field in given.Schema.Fields.Where(field => !field.Type.IsNested))
        {
            if (!source.RootElement.TryGetProperty(field.Name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.Null)
            {
                yield return $"{field.Name} IS NULL";
                continue;
            }

            var literal = Literals.Of(field.Type, value);
            if (literal is null) continue;
            yield return $"{field.Name} = {literal}";
            yield return $"{field.Name} > {literal}";
        }
    }
}
