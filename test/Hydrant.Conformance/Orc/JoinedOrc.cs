using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Tests.Joining;

namespace Hydrant.Conformance.Orc;

/// <summary>ORC files that were joined: ClickHouse finds exactly the rows of their sources, in order.</summary>
public sealed class JoinedOrc : IDisposable
{
    private const int Files = 60;
    private readonly string _folder = Directory.CreateTempSubdirectory("orc-joined").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Joined_files_are_read_as_their_sources_were_given()
    {
        var cases = new List<OrcCase>();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Files).WithStartSize(5).WithEndSize(12),
            Prop.ForAll(OrcCases.All, given => cases.Add(given)));
        for (var i = 0; i < cases.Count; i++)
            await File.WriteAllBytesAsync(PathOf(i), await JoinedAsync(cases[i], parts: (i % 4) + 1));

        var answers = await ClickHouse.AskAsync([.. cases.Select((_, i) => OrcAnswers.Query(PathOf(i)))]);

        var records = 0;
        for (var i = 0; i < cases.Count; i++) records += OrcAnswers.Compare(cases[i], answers[i]);
        records.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public async Task Of_a_joined_file_skipping_loses_no_row()
    {
        var given = LargeTable.With(Formats.Orc.OrcCompression.Zlib);
        await File.WriteAllBytesAsync(PathOf(0), await JoinedAsync(given, parts: 5));

        var answers = await ClickHouse.AskAsync(
        [
            .. LargeTable.Questions.Select(each =>
                $"SELECT count() AS n FROM file('{PathOf(0)}', ORC) WHERE {each.Condition} "
                + "SETTINGS max_threads = 1, use_query_condition_cache = 0, optimize_count_from_files = 0 FORMAT JSON"),
            OrcAnswers.Query(PathOf(0)),
        ]);

        OrcAnswers.Compare(given, answers[^1]).ShouldBe(LargeTable.Rows);
        for (var i = 0; i < LargeTable.Questions.Count; i++)
        {
            using var answer = JsonDocument.Parse(answers[i]);
            answer.RootElement.GetProperty("data")[0].GetProperty("n").GetInt32()
                .ShouldBe(LargeTable.Questions[i].Count, LargeTable.Questions[i].Condition);
        }
    }

    private async Task<byte[]> JoinedAsync(OrcCase given, int parts)
    {
        var files = new List<byte[]>();
        foreach (var records in given.Records.Chunk(Math.Max(1, (given.Records.Count / parts) + 1)).DefaultIfEmpty([]))
        {
            var source = Path.Combine(_folder, "source");
            await OrcFiles.WriteAsync(given with { Records = records }, source);
            files.Add(await File.ReadAllBytesAsync(source));
        }

        return await MemoryJoinSource.JoinAsync(".orc", null, files);
    }

    private string PathOf(int file) => Path.Combine(_folder, $"{file}.orc");
}
