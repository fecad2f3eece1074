using Hydrant.Cli.Compact;
using Hydrant.Testing.Server;

namespace Hydrant.Cli.Tests.Compact;

/// <summary>The command against a started server and its folders.</summary>
public sealed class CompactCallsTests
{
    [Fact]
    public async Task A_prefix_is_compacted_and_listed()
    {
        await using var server = await StartedServer.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(server.Data, "buckets", "lake", "events", "2026", "01"));
        for (var i = 0; i < 20; i++) await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"s-{i:D2}.json"), $"{{\"n\":{i}}}\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "odd.json"), "no end");

        var options = new CompactOptions("s3://lake/events/", server.Endpoint, List: false, Wait: true, [("quietSeconds", 0), ("graceSeconds", 1)]);
        var (code, said) = await RunAsync(options);

        code.ShouldBe(0, said);
        said.ShouldContain("20 objects joined to 1 of ");
        said.ShouldContain("20 deleted");
        said.ShouldContain("not joined: events/2026/01/odd.json: its last line has no end");
        var joined = folder.GetFiles("s-19_compacted-*.json").ShouldHaveSingleItem();
        (await File.ReadAllLinesAsync(joined.FullName)).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{{\"n\":{i}}}"));

        (code, said) = await RunAsync(options with { Where = "lake/events/", List = true });
        code.ShouldBe(0);
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        said.ShouldContain($"\"events/2026/01/{joined.Name}\"");
    }

    [Theory]
    [InlineData("lake", "lake", "")]
    [InlineData("lake/a/b/", "lake", "a/b/")]
    [InlineData("s3://lake/a/", "lake", "a/")]
    public void A_place_is_a_bucket_and_a_prefix(string where, string bucket, string prefix)
    {
        var options = new CompactOptions(where, new Uri("http://127.0.0.1"), false, false, []);
        (options.Bucket, options.Prefix).ShouldBe((bucket, prefix));
    }

    private static async Task<(int Code, string Said)> RunAsync(CompactOptions options)
    {
        using var client = new CompactClient(options.Endpoint);
        await using var output = new StringWriter();
        var calls = new CompactCalls(client, options, output);
        var code = options.List
            ? await calls.ListAsync(TestContext.Current.CancellationToken)
            : await calls.CompactAsync(TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
