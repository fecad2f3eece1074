using System.Text;
using Hydrant.Storage;

namespace Hydrant.Compliance.Catalog;

/// <summary>What every catalogue promises. A backend's own class opens it and adds nothing else.</summary>
public abstract class CatalogCompliance : IAsyncLifetime
{
    private ICatalogStore _catalog = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An empty catalogue.</summary>
    protected abstract Task<ICatalogStore> OpenAsync();

    protected abstract ValueTask CloseAsync();

    public async ValueTask InitializeAsync() => _catalog = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_document_that_was_never_written_is_not_there()
    {
        (await _catalog.GetAsync("a", Ct)).ShouldBeNull();
        (await _catalog.ListAsync("", Ct)).ShouldBeEmpty();
        (await _catalog.DeleteAsync("a", CatalogVersion.None, Ct)).ShouldBeFalse();
        (await _catalog.DeleteAsync("a", new CatalogVersion(1), Ct)).ShouldBeFalse();
        (await PutAsync("a", "x", new CatalogVersion(1))).ShouldBeNull();
        (await _catalog.GetAsync("a", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_document_is_read_as_it_was_written()
    {
        const string key = "streams/größe/日本語";
        byte[] body = [0, 1, 2, 255];
        var version = (await _catalog.PutAsync(key, body, CatalogVersion.None, Ct)).ShouldNotBeNull();
        body[0] = 9; // The caller's memory is the caller's again.

        version.ShouldNotBe(CatalogVersion.None);
        var document = (await _catalog.GetAsync(key, Ct)).ShouldNotBeNull();
        (document.Key, document.Version).ShouldBe((key, version));
        document.Body.ToArray().ShouldBe(new byte[] { 0, 1, 2, 255 });
    }

    [Fact]
    public async Task An_empty_document_is_a_document()
    {
        await PutAsync("a", "", CatalogVersion.None);
        (await _catalog.GetAsync("a", Ct)).ShouldNotBeNull().Body.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_write_needs_the_version_it_builds_on()
    {
        var first = (await PutAsync("a", "1", CatalogVersion.None)).ShouldNotBeNull();
        (await PutAsync("a", "late", CatalogVersion.None)).ShouldBeNull();
        var second = (await PutAsync("a", "2", first)).ShouldNotBeNull();
        (await PutAsync("a", "late", first)).ShouldBeNull();
        (await _catalog.DeleteAsync("a", first, Ct)).ShouldBeFalse();

        second.Value.ShouldBeGreaterThan(first.Value);
        (await TextAsync("a")).ShouldBe("2");
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_its_versions_never_come_back()
    {
        var first = (await PutAsync("a", "1", CatalogVersion.None)).ShouldNotBeNull();
        (await _catalog.DeleteAsync("a", first, Ct)).ShouldBeTrue();
        (await _catalog.GetAsync("a", Ct)).ShouldBeNull();
        (await _catalog.DeleteAsync("a", first, Ct)).ShouldBeFalse();

        var again = (await PutAsync("a", "2", CatalogVersion.None)).ShouldNotBeNull();
        again.Value.ShouldBeGreaterThan(first.Value);
        (await PutAsync("a", "late", first)).ShouldBeNull();
        (await TextAsync("a")).ShouldBe("2");
    }

    [Fact]
    public async Task A_list_is_what_starts_with_the_prefix_in_ordinal_order()
    {
        foreach (var key in new[] { "b/2", "b/10", "a", "B/1", "b/1", "b", "b0", "bé" })
            await PutAsync(key, key, CatalogVersion.None);
        await _catalog.DeleteAsync("b/2", (await _catalog.GetAsync("b/2", Ct))!.Version, Ct);

        (await KeysAsync("b/")).ShouldBe(["b/1", "b/10"]);
        (await KeysAsync("b")).ShouldBe(["b", "b/1", "b/10", "b0", "bé"]);
        (await KeysAsync("")).ShouldBe(["B/1", "a", "b", "b/1", "b/10", "b0", "bé"]);
        (await KeysAsync("c")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_who_write_at_the_same_time_one_is_first()
    {
        var first = (await PutAsync("a", "0", CatalogVersion.None)).ShouldNotBeNull();
        var written = await Task.WhenAll(Enumerable.Range(1, 20).Select(
            writer => Task.Run(async () => (writer, Version: await PutAsync("a", $"{writer}", first)), Ct)));
        var winner = written.Where(write => write.Version is not null).ShouldHaveSingleItem();
        var document = (await _catalog.GetAsync("a", Ct)).ShouldNotBeNull();
        document.Version.ShouldBe(winner.Version!.Value);
        Encoding.UTF8.GetString(document.Body.Span).ShouldBe($"{winner.writer}");
    }

    [Fact]
    public async Task Counting_together_loses_no_count()
    {
        const int counters = 8;
        const int counts = 25;
        await Task.WhenAll(Enumerable.Range(0, counters).Select(_ => Task.Run(
            async () =>
            {
                for (var counted = 0; counted < counts;)
                {
                    var now = await _catalog.GetAsync("n", Ct);
                    var next = now is null ? 1 : int.Parse(Encoding.UTF8.GetString(now.Body.Span)) + 1;
                    if (await PutAsync("n", $"{next}", now?.Version ?? CatalogVersion.None) is not null) counted++;
                }
            },
            Ct)));
        (await TextAsync("n")).ShouldBe($"{counters * counts}");
    }

    private ValueTask<CatalogVersion?> PutAsync(string key, string body, CatalogVersion expected) =>
        _catalog.PutAsync(key, Encoding.UTF8.GetBytes(body), expected, Ct);

    private async Task<string> TextAsync(string key) =>
        Encoding.UTF8.GetString((await _catalog.GetAsync(key, Ct)).ShouldNotBeNull().Body.Span);

    private async Task<List<string>> KeysAsync(string prefix) =>
        [.. (await _catalog.ListAsync(prefix, Ct)).Select(document => document.Key)];
}
