using System.Text;
using Hydrant.Storage;

namespace Hydrant.Compliance.Objects;

/// <summary>What every object store promises. A store's own class opens it and adds nothing else.</summary>
public abstract class ObjectStoreCompliance
{
    private static readonly ObjectMetadata Plain = new("application/octet-stream", null);

    /// <summary>A bucket that no other test uses. 3 to 63 of [a-z0-9-], as S3 wants them.</summary>
    private readonly string _bucket = $"b-{Guid.NewGuid():N}";

    /// <summary>The store under test; makes buckets on demand. The same one, or an equal one, at every call.</summary>
    protected abstract IObjectStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> OddKeys =>
    [
        "with space/and  two", " leading and trailing ", "größe/日本語/😀.gz", "dt=2026-01-02/hour=03/x", "100%", "%", "%41", "%2E%2E",
        "%=", "%+a", "%@a", "a+b&c?d#e", "quote'\"<>*|:;", "a\\b", "a/../b", "../../outside", "..", ".", "./a", "a//b", "//",
        "/leading", "trailing/", "/", "...", ".hidden", new string('k', 255), new string('ü', 450),
        string.Join('/', Enumerable.Repeat("0123456789", 82)) + "/0123456789/01234567890", new string('%', 300),
    ];

    [Fact]
    public async Task An_object_is_visible_only_when_it_is_complete()
    {
        var key = Key("a/b");
        await using var writer = await Store.CreateAsync(key, Plain, Ct);
        await writer.WriteAsync("hello"u8.ToArray(), Ct);
        (await Store.FindAsync(key, Ct)).ShouldBeNull();
        (await KeysAsync("")).ShouldBeEmpty();

        await writer.CompleteAsync(Ct);
        (await ReadAsync(key)).ShouldBe("hello");
        (await Store.FindAsync(key, Ct)).ShouldNotBeNull().Size.ShouldBe(5);
        (await KeysAsync("")).ShouldBe(["a/b"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20 * 1024 * 1024)]
    public async Task A_disposed_writer_leaves_nothing(int bytes)
    {
        await WriteAsync(Key("other"), "stays");
        await using (var writer = await Store.CreateAsync(Key("gone"), Plain, Ct))
            await writer.WriteAsync(new byte[bytes], Ct);

        (await Store.FindAsync(Key("gone"), Ct)).ShouldBeNull();
        (await KeysAsync("")).ShouldBe(["other"]);
    }

    [Fact]
    public async Task A_disposed_writer_leaves_the_object_that_was_there()
    {
        await WriteAsync(Key("a"), "first");
        await using (var writer = await Store.CreateAsync(Key("a"), Plain, Ct))
            await writer.WriteAsync("second"u8.ToArray(), Ct);

        (await ReadAsync(Key("a"))).ShouldBe("first");
    }

    [Fact]
    public async Task A_second_write_replaces_the_first()
    {
        await WriteAsync(Key("a"), "the first and longer one", new ObjectMetadata("text/csv", "gzip"));
        await WriteAsync(Key("a"), "second");

        (await ReadAsync(Key("a"))).ShouldBe("second");
        var found = (await Store.FindAsync(Key("a"), Ct)).ShouldNotBeNull();
        found.Size.ShouldBe(6);
        found.Metadata.ShouldBe(Plain);
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await WriteAsync(Key("empty"), "");
        (await ReadAsync(Key("empty"))).ShouldBe("");
        (await Store.FindAsync(Key("empty"), Ct)).ShouldNotBeNull().Size.ShouldBe(0);
    }

    [Fact]
    public async Task A_large_object_in_many_writes_comes_back_as_it_was()
    {
        const int Chunk = 97_003;
        const int Total = 40 * 1024 * 1024;
        var bytes = new byte[Total];
        new Random(7).NextBytes(bytes);
        await using (var writer = await Store.CreateAsync(Key("large"), Plain, Ct))
        {
            // One buffer for all writes: its bytes are the caller's again after each.
            var buffer = new byte[Chunk];
            for (var at = 0; at < Total; at += Chunk)
            {
                var length = Math.Min(Chunk, Total - at);
                bytes.AsSpan(at, length).CopyTo(buffer);
                await writer.WriteAsync(buffer.AsMemory(0, length), Ct);
            }

            await writer.CompleteAsync(Ct);
        }

        (await Store.FindAsync(Key("large"), Ct)).ShouldNotBeNull().Size.ShouldBe(Total);
        await using var stream = await Store.OpenReadAsync(Key("large"), Ct);
        var back = new byte[Total];
        await stream.ReadExactlyAsync(back, Ct);
        back.AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        (await stream.ReadAsync(new byte[1], Ct)).ShouldBe(0);
    }

    [Theory]
    [InlineData("application/octet-stream", null)]
    [InlineData("application/octet-stream", "gzip")]
    [InlineData("text/csv; charset=utf-8", null)]
    [InlineData("application/json", "zstd")]
    public async Task Metadata_is_kept(string type, string? encoding)
    {
        var metadata = new ObjectMetadata(type, encoding);
        await WriteAsync(Key("m"), "x", metadata);
        (await Store.FindAsync(Key("m"), Ct)).ShouldNotBeNull().Metadata.ShouldBe(metadata);
    }

    [Fact]
    public async Task A_listing_has_the_keys_of_its_prefix_in_ordinal_order()
    {
        string[] keys = ["a", "a-b", "a/1", "a/2/x", "a.b", "a0", "B", "b/1", "a/1/z", "a/10", "ä", "a//x", "a/ x"];
        foreach (var key in keys) await WriteAsync(Key(key), key);

        (await KeysAsync("")).ShouldBe(keys.Order(StringComparer.Ordinal));
        foreach (var prefix in (string[])["a", "a/", "a/1", "a/1/", "b", "B", "nothing", "ä", "a/2/", "a//"])
        {
            var expected = keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal));
            (await KeysAsync(prefix)).ShouldBe(expected.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_listing_goes_beyond_one_page()
    {
        var keys = Enumerable.Range(0, 1_203).Select(i => $"p/{i:D5}").ToArray();
        foreach (var chunk in keys.Chunk(8)) await Task.WhenAll(chunk.Select(k => WriteAsync(Key(k), "x")));

        (await KeysAsync("p/")).ShouldBe(keys);
    }

    [Fact]
    public async Task A_listing_tells_sizes()
    {
        await WriteAsync(Key("three"), "abc");
        List<ObjectInfo> found = [];
        await foreach (var info in Store.ListAsync(_bucket, "", Ct)) found.Add(info);
        var three = found.ShouldHaveSingleItem();
        three.ShouldBe(new ObjectInfo(Key("three"), 3, null) { Modified = three.Modified });
    }

    [Fact]
    public async Task A_listing_and_a_look_tell_when_an_object_was_written()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);
        await WriteAsync(Key("now"), "abc");
        var after = DateTimeOffset.UtcNow.AddSeconds(2);

        await foreach (var info in Store.ListAsync(_bucket, "", Ct)) info.Modified.ShouldBeInRange(before, after);
        (await Store.FindAsync(Key("now"), Ct)).ShouldNotBeNull().Modified.ShouldBeInRange(before, after);
    }

    [Theory]
    [InlineData(0, 3, "012")]
    [InlineData(4, 3, "456")]
    [InlineData(7, 100, "789")]
    [InlineData(9, 1, "9")]
    [InlineData(10, 5, "")]
    [InlineData(50, 5, "")]
    public async Task A_range_is_read_without_the_rest(int offset, int length, string expected)
    {
        await WriteAsync(Key("ten"), "0123456789");
        await using var stream = await Store.OpenRangeAsync(Key("ten"), offset, length, Ct);
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync(Ct)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_range_of_nothing_says_so()
    {
        await WriteAsync(Key("a"), "x");
        var thrown = await Should.ThrowAsync<StorageException>(async () => await Store.OpenRangeAsync(Key("b"), 0, 1, Ct));
        thrown.Kind.ShouldBe(StorageFaultKind.NotFound);
    }

    [Fact]
    public async Task What_is_there_all_the_time_is_listed_once_while_others_come_and_go()
    {
        var stay = Enumerable.Range(0, 1_100).Select(i => $"s/{i:D5}").ToArray();
        foreach (var chunk in stay.Chunk(8)) await Task.WhenAll(chunk.Select(k => WriteAsync(Key(k), "x")));
        List<string> listed = [];
        await foreach (var info in Store.ListAsync(_bucket, "s/", Ct))
        {
            listed.Add(info.Key.Path);
            if (listed.Count % 100 != 0) continue;
            await WriteAsync(Key($"s/{listed.Count:D5}-new"), "x");
            if (listed.Count > 200) await Store.DeleteAsync(Key($"s/{listed.Count - 200:D5}-new"), Ct);
        }

        listed.Where(key => !key.EndsWith("-new", StringComparison.Ordinal)).ShouldBe(stay);
    }

    [Fact]
    public async Task Deleting_twice_is_deleting_once()
    {
        await WriteAsync(Key("d/e"), "x");
        await Store.DeleteAsync(Key("d/e"), Ct);
        await Store.DeleteAsync(Key("d/e"), Ct);
        await Store.DeleteAsync(Key("never/there"), Ct);

        (await Store.FindAsync(Key("d/e"), Ct)).ShouldBeNull();
        (await KeysAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_what_is_not_there_says_so()
    {
        await WriteAsync(Key("a"), "x");
        foreach (var key in (string[])["b", "a/b", "c/d"])
        {
            var thrown = await Should.ThrowAsync<StorageException>(async () => await Store.OpenReadAsync(Key(key), Ct));
            thrown.Kind.ShouldBe(StorageFaultKind.NotFound);
        }
    }

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task Odd_keys_are_keys_like_any_other(string odd)
    {
        await WriteAsync(Key("neighbour"), "n");
        await WriteAsync(Key(odd), "odd");

        (await ReadAsync(Key(odd))).ShouldBe("odd");
        (await ReadAsync(Key("neighbour"))).ShouldBe("n");
        (await KeysAsync("")).ShouldBe(new[] { odd, "neighbour" }.Order(StringComparer.Ordinal));
        (await KeysAsync(odd)).ShouldBe([odd]);
        await Store.DeleteAsync(Key(odd), Ct);
        (await Store.FindAsync(Key(odd), Ct)).ShouldBeNull();
        (await KeysAsync("")).ShouldBe(["neighbour"]);
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("x/y/z", "x")]
    [InlineData("x", "x/y/z")]
    public async Task A_key_and_one_below_it_live_side_by_side(string first, string second)
    {
        await WriteAsync(Key(first), "1", new ObjectMetadata("text/plain", null));
        await WriteAsync(Key(second), "2", new ObjectMetadata("text/csv", null));
        await WriteAsync(Key(first), "1 again", new ObjectMetadata("text/html", null));

        (await ReadAsync(Key(first))).ShouldBe("1 again");
        (await ReadAsync(Key(second))).ShouldBe("2");
        (await Store.FindAsync(Key(first), Ct))!.Metadata!.ContentType.ShouldBe("text/html");
        (await Store.FindAsync(Key(second), Ct))!.Metadata!.ContentType.ShouldBe("text/csv");
        (await KeysAsync("")).ShouldBe(new[] { first, second }.Order(StringComparer.Ordinal));

        await Store.DeleteAsync(Key(first), Ct);
        (await KeysAsync("")).ShouldBe([second]);
        (await ReadAsync(Key(second))).ShouldBe("2");
    }

    [Fact]
    public async Task Many_writers_of_one_key_leave_one_whole_object()
    {
        var writers = Enumerable.Range(0, 8).Select(async n =>
        {
            var bytes = new byte[300_000];
            bytes.AsSpan().Fill((byte)n);
            await using var writer = await Store.CreateAsync(Key("raced"), Plain, Ct);
            foreach (var chunk in bytes.Chunk(70_000)) await writer.WriteAsync(chunk, Ct);
            await writer.CompleteAsync(Ct);
        });
        await Task.WhenAll(writers);

        var read = Encoding.Latin1.GetBytes(await ReadAsync(Key("raced"), Encoding.Latin1));
        read.Length.ShouldBe(300_000);
        read.Distinct().Count().ShouldBe(1);
        (await KeysAsync("")).ShouldBe(["raced"]);
    }

    [Fact]
    public async Task An_object_has_the_metadata_it_was_written_with_however_many_write_it()
    {
        var key = Key("raced/metadata");
        for (var round = 0; round < 40; round++)
        {
            // The size says whose body it is. One of the two says nothing unusual, which a store may keep differently.
            await Task.WhenAll(
                WriteAsync(key, "zipped", new ObjectMetadata("application/octet-stream", "gzip")),
                WriteAsync(key, "plain"));

            var found = (await Store.FindAsync(key, Ct)).ShouldNotBeNull();
            found.Metadata!.ContentEncoding.ShouldBe(found.Size == "zipped".Length ? "gzip" : null);
        }
    }

    [Fact]
    public async Task A_cancelled_call_stores_nothing()
    {
        await WriteAsync(Key("other"), "x");
        var cancelled = new CancellationToken(canceled: true);
        await using (var writer = await Store.CreateAsync(Key("c"), Plain, Ct))
        {
            await writer.WriteAsync("data"u8.ToArray(), Ct);
            await Should.ThrowAsync<OperationCanceledException>(async () => await writer.CompleteAsync(cancelled));
        }

        await Should.ThrowAsync<OperationCanceledException>(async () => await Store.CreateAsync(Key("d"), Plain, cancelled));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Store.OpenReadAsync(Key("other"), cancelled));
        (await KeysAsync("")).ShouldBe(["other"]);
    }

    private ObjectKey Key(string path) => new(_bucket, path);

    private async Task WriteAsync(ObjectKey key, string text, ObjectMetadata? metadata = null)
    {
        await using var writer = await Store.CreateAsync(key, metadata ?? Plain, Ct);
        if (text.Length > 0) await writer.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);
        await writer.CompleteAsync(Ct);
    }

    private async Task<string> ReadAsync(ObjectKey key, Encoding? encoding = null)
    {
        await using var stream = await Store.OpenReadAsync(key, Ct);
        using var reader = new StreamReader(stream, encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync(Ct);
    }

    private async Task<List<string>> KeysAsync(string prefix)
    {
        List<string> keys = [];
        await foreach (var info in Store.ListAsync(_bucket, prefix, Ct)) keys.Add(info.Key.Path);
        return keys;
    }
}
