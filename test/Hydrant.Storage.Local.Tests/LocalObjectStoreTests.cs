using System.Text;
using Hydrant.Core;

namespace Hydrant.Storage.Local.Tests;

public sealed class LocalObjectStoreTests : IDisposable
{
    private static readonly ObjectMetadata Plain = new("application/octet-stream", null);
    private static readonly ObjectMetadata Gzip = new("text/csv", "gzip");

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("hydrant-local-");
    private readonly string _root;

    public LocalObjectStoreTests() => _root = Path.Combine(_parent.FullName, "data", "buckets");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ordinary_key_is_an_ordinary_file_and_nothing_else_is_in_the_bucket()
    {
        var store = Open();
        await WriteAsync(store, "lake", "2026/01/02/a.gz", Gzip);
        await WriteAsync(store, "lake", "2026/01/02/b", Plain);

        Files("lake").ShouldBe(["2026/01/02/a.gz", "2026/01/02/b"]);
        Files(".staging").ShouldBeEmpty();
        Files(".metadata").ShouldBe(["lake/2026/01/02/a.gz"]);
        (await File.ReadAllTextAsync(Path.Combine(_root, "lake/2026/01/02/a.gz"), Ct)).ShouldBe("hello");
    }

    [Fact]
    public async Task An_overwrite_and_a_deletion_take_the_metadata_with_them()
    {
        var store = Open();
        await WriteAsync(store, "lake", "x/a", Gzip);
        await WriteAsync(store, "lake", "x/a", Plain);
        Files(".metadata").ShouldBeEmpty();

        await WriteAsync(store, "lake", "x/a", Gzip);
        await store.DeleteAsync(new ObjectKey("lake", "x/a"), Ct);
        Files(".metadata").ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(_root, "lake")).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_key_leads_out_of_its_bucket()
    {
        var store = Open();
        string[] keys = ["../x", "../../x", "a/../../../x", "/x", "//x", "..", ".", "./../x", "..\\x", "/../../../../x"];
        foreach (var key in keys) await WriteAsync(store, "lake", key, Plain);

        Files("lake").Length.ShouldBe(keys.Length);
        Directory.EnumerateFiles(_parent.FullName, "*", SearchOption.AllDirectories).Count().ShouldBe(keys.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".staging")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0")]
    public async Task A_name_that_no_bucket_can_have_is_refused(string bucket)
    {
        var store = Open();
        var thrown = await Should.ThrowAsync<StorageException>(() => WriteAsync(store, bucket, "x", Plain));
        thrown.Kind.ShouldBe(StorageFaultKind.NotFound);
        Directory.EnumerateFiles(_parent.FullName, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_bucket_is_not_made_unless_it_may_be()
    {
        var store = LocalObjectStore.Open(
            new LocalObjectStoreOptions { Root = _root, CreateBuckets = false }, new RandomIdSource(1));
        var thrown = await Should.ThrowAsync<StorageException>(() => WriteAsync(store, "lake", "x", Plain));
        thrown.Kind.ShouldBe(StorageFaultKind.NotFound);

        Directory.CreateDirectory(Path.Combine(_root, "lake"));
        await WriteAsync(store, "lake", "x", Plain);
        Files("lake").ShouldBe(["x"]);
    }

    [Fact]
    public async Task What_a_killed_process_left_unfinished_is_gone_after_the_next_start()
    {
        await WriteAsync(Open(), "lake", "a", Plain);
        var writer = await Open().CreateAsync(new ObjectKey("lake", "b"), Plain, Ct);
        await writer.WriteAsync(new byte[200_000], Ct);
        Files(".staging").Length.ShouldBe(1);

        Open();
        Files(".staging").ShouldBeEmpty();
        Files("lake").ShouldBe(["a"]);
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task Damaged_metadata_is_named_and_the_object_stays_readable()
    {
        var store = Open();
        await WriteAsync(store, "lake", "a", Gzip);
        await File.AppendAllTextAsync(Path.Combine(_root, ".metadata/lake/a"), "x", Ct);

        var thrown = await Should.ThrowAsync<StorageException>(async () => await store.FindAsync(new("lake", "a"), Ct));
        thrown.Kind.ShouldBe(StorageFaultKind.Corrupt);
        thrown.Message.ShouldContain(".metadata/lake/a");
        await using var stream = await store.OpenReadAsync(new ObjectKey("lake", "a"), Ct);
        stream.Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_key_below_an_object_moves_the_object_aside_and_both_keep_their_metadata()
    {
        var store = Open();
        await WriteAsync(store, "lake", "a", Gzip);
        await WriteAsync(store, "lake", "a/b", Gzip);

        Files("lake").ShouldBe(["%@a", "a/b"]);
        (await store.FindAsync(new ObjectKey("lake", "a"), Ct)).ShouldNotBeNull().Metadata.ShouldBe(Gzip);
    }

    [Theory]
    [InlineData(28, StorageFaultKind.Full)]
    [InlineData(122, StorageFaultKind.Full)]
    [InlineData(5, StorageFaultKind.Unavailable)]
    [InlineData(30, StorageFaultKind.Unavailable)]
    public void A_full_disk_is_told_from_a_broken_one(int errno, StorageFaultKind kind) =>
        LocalFaults.Of(new ObjectKey("lake", "a"), new IOException("it failed", errno)).Kind.ShouldBe(kind);

    [Fact]
    public async Task A_root_that_cannot_be_written_is_unavailable()
    {
        await File.WriteAllTextAsync(Path.Combine(_parent.FullName, "data"), "a file in the way", Ct);
        Should.Throw<StorageException>(Open).Kind.ShouldBe(StorageFaultKind.Unavailable);
    }

    public void Dispose() => _parent.Delete(recursive: true);

    private LocalObjectStore Open() =>
        LocalObjectStore.Open(new LocalObjectStoreOptions { Root = _root }, new RandomIdSource());

    private static async Task WriteAsync(LocalObjectStore store, string bucket, string key, ObjectMetadata metadata)
    {
        await using var writer = await store.CreateAsync(new ObjectKey(bucket, key), metadata, Ct);
        await writer.WriteAsync(Encoding.UTF8.GetBytes("hello"), Ct);
        await writer.CompleteAsync(Ct);
    }

    private string[] Files(string folder)
    {
        var from = Path.Combine(_root, folder);
        if (!Directory.Exists(from)) return [];
        var files = Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories);
        return [.. files.Select(f => Path.GetRelativePath(from, f)).Order(StringComparer.Ordinal)];
    }
}
