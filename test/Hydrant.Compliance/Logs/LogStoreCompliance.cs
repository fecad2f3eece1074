using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using static Hydrant.Compliance.Logs.LogSteps;

namespace Hydrant.Compliance.Logs;

/// <summary>What every log promises to those who append and read. A backend's own class only opens it.</summary>
public abstract partial class LogStoreCompliance(ILogStoreFixture fixture) : IAsyncLifetime
{
    private static readonly ShardKey Key = new(7, 3);
    private ILogStore _store = null!;
    private IShardLog _log = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await fixture.OpenAsync();
        _log = _store.Open(Key);
    }

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_log_is_empty_and_starts_at_zero()
    {
        _log.Key.ShouldBe(Key);
        _log.Bounds.ShouldBe(new LogBounds(At(0), At(0)));
        (await _log.TextsAsync()).ShouldBeEmpty();
        (await _log.SeekAsync(fixture.Clock.GetUtcNow(), Ct)).ShouldBe(At(0));
        (await _log.MeasureAsync(At(0), 1, Ct)).ShouldBe(new LogExtent(At(0), At(0), 0, 0));
    }

    [Fact]
    public void A_key_opens_the_same_log_every_time()
    {
        _store.Open(Key).ShouldBeSameAs(_log);
        _store.Open(new ShardKey(7, 4)).ShouldNotBeSameAs(_log);
    }

    [Fact]
    public async Task What_was_appended_is_read_back_with_its_keys_in_its_order()
    {
        using var buffer = new RecordBuffer();
        buffer.Add("größe"u8, [0, 1, 255]);
        buffer.Add(""u8, "no key"u8);
        buffer.Add("no data"u8, []);
        var now = fixture.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        (await _log.AppendAsync(buffer, Ct)).ShouldBe(new AppendedRange(At(0), At(3), now));
        _log.Bounds.ShouldBe(new LogBounds(At(0), At(3)));

        using var page = await _log.ReadAsync(At(0), Everything, Ct);
        var read = new List<string>();
        foreach (var record in page)
        {
            record.ArrivedAtMs.ShouldBe(now);
            read.Add($"{record.Offset.Value} {Encoding.UTF8.GetString(record.Key)} {Convert.ToHexString(record.Data)}");
        }

        read.ShouldBe(["0 größe 0001FF", $"1  {Convert.ToHexString("no key"u8)}", "2 no data "]);
        (page.First, page.Next, page.Count).ShouldBe((At(0), At(3), 3));
    }

    [Fact]
    public async Task The_buffer_is_the_callers_again_after_the_append()
    {
        using var buffer = new RecordBuffer();
        buffer.Add("k"u8, "first"u8);
        await _log.AppendAsync(buffer, Ct);
        buffer.Clear();
        buffer.Add("k"u8, "other"u8);
        (await _log.TextsAsync()).ShouldBe(["0:first"]);

        await _log.AppendAsync(buffer, Ct);
        (await _log.TextsAsync()).ShouldBe(["0:first", "1:other"]);
    }

    [Fact]
    public async Task A_page_outlives_appends_and_trims()
    {
        await _log.AppendAsync("a", "b");
        using var page = await _log.ReadAsync(At(0), Everything, Ct);
        await _log.AppendAsync("c");
        await _log.TrimAsync(At(3), Ct);
        var read = new List<string>();
        foreach (var record in page) read.Add(Encoding.UTF8.GetString(record.Data));
        read.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_page_ends_after_so_many_records()
    {
        await _log.AppendAsync("a", "b", "c");
        await _log.AppendAsync("d", "e", "f");
        (await _log.CountAsync(0, 1, int.MaxValue)).ShouldBe(1);
        (await _log.CountAsync(0, 3, int.MaxValue)).ShouldBe(3);
        (await _log.CountAsync(0, 4, int.MaxValue)).ShouldBe(4);
        (await _log.CountAsync(2, 4, int.MaxValue)).ShouldBe(4);
        (await _log.CountAsync(0, 100, int.MaxValue)).ShouldBe(6);
    }

    [Fact]
    public async Task A_page_ends_before_the_record_that_would_pass_so_many_bytes_of_keys_and_data()
    {
        await _log.AppendSizesAsync(98, 98, 98); // 100 bytes each, with their keys.
        await _log.AppendSizesAsync(98, 98);
        (await _log.CountAsync(0, 100, 199)).ShouldBe(1);
        (await _log.CountAsync(0, 100, 200)).ShouldBe(2);
        (await _log.CountAsync(0, 100, 399)).ShouldBe(3);
        (await _log.CountAsync(1, 100, 300)).ShouldBe(3);
        (await _log.CountAsync(0, 100, 500)).ShouldBe(5);
    }

    [Fact]
    public async Task The_first_record_is_read_however_large_it_is()
    {
        await _log.AppendSizesAsync(5_000, 10);
        (await _log.CountAsync(0, 100, 1)).ShouldBe(1);
        (await _log.CountAsync(1, 100, 1)).ShouldBe(1);
        (await _log.CountAsync(0, 100, 5_002)).ShouldBe(1);
        (await _log.CountAsync(0, 100, 5_014)).ShouldBe(2);
    }

    [Fact]
    public async Task Reading_starts_at_any_record_of_an_append()
    {
        await _log.AppendAsync("a", "b", "c");
        await _log.AppendAsync("d", "e");
        string[] all = ["0:a", "1:b", "2:c", "3:d", "4:e"];
        for (var from = 0; from <= all.Length; from++)
            (await _log.TextsAsync(from, new ReadLimit(2, int.MaxValue))).ShouldBe(all[from..]);
    }

    [Fact]
    public async Task A_page_at_the_tail_is_empty_and_names_the_tail()
    {
        await _log.AppendAsync("a", "b");
        using var page = await _log.ReadAsync(At(2), Everything, Ct);
        page.IsEmpty.ShouldBeTrue();
        page.Next.ShouldBe(At(2));
        foreach (var record in page) Assert.Fail($"{record.Offset} is beyond the tail.");
    }

    [Fact]
    public async Task A_record_of_10_MiB_fits()
    {
        const int size = 10 * 1024 * 1024;
        await _log.AppendSizesAsync(1, 1);
        await _log.AppendSizesAsync(size);
        await _log.AppendSizesAsync(1);

        using var page = await _log.ReadAsync(At(2), Everything, Ct);
        foreach (var record in page)
        {
            if (record.Offset == At(2)) record.Data.SequenceEqual(new byte[size]).ShouldBeTrue();
        }

        page.Count.ShouldBe(2);
        (await _log.MeasureAsync(At(0), size, Ct)).ShouldBe(
            new LogExtent(At(0), At(3), size + 2, fixture.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }
}
