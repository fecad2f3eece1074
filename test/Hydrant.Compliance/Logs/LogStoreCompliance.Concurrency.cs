using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using static Hydrant.Compliance.Logs.LogSteps;

namespace Hydrant.Compliance.Logs;

// Groups, waiting, and many at the same time.
public abstract partial class LogStoreCompliance
{
    [Fact]
    public async Task Waiting_for_a_tail_that_has_passed_ends_at_once()
    {
        await _log.AppendAsync("a");
        _log.WaitBeyondAsync(At(0), Ct).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task An_append_wakes_all_who_wait_for_it()
    {
        var first = _log.WaitBeyondAsync(At(0), Ct).AsTask();
        var second = _log.WaitBeyondAsync(At(0), Ct).AsTask();
        var later = _log.WaitBeyondAsync(At(1), Ct).AsTask();
        first.IsCompleted.ShouldBeFalse();

        await _log.AppendAsync("a");
        await Task.WhenAll(first, second);
        later.IsCompleted.ShouldBeFalse();
        (await _log.TextsAsync()).ShouldBe(["0:a"]);

        await _log.AppendAsync("b");
        await later;
    }

    [Fact]
    public async Task An_append_to_another_log_wakes_nobody()
    {
        var waiting = _log.WaitBeyondAsync(At(0), Ct).AsTask();
        await _store.Open(new ShardKey(7, 4)).AppendAsync("a");
        waiting.IsCompleted.ShouldBeFalse();
        await _log.AppendAsync("b");
        await waiting;
    }

    [Fact]
    public async Task Waiting_ends_with_its_token_and_leaves_others_waiting()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var cancelled = _log.WaitBeyondAsync(At(0), cancel.Token).AsTask();
        var waiting = _log.WaitBeyondAsync(At(0), Ct).AsTask();
        await cancel.CancelAsync();
        await cancelled.ShouldThrowAsync<OperationCanceledException>();
        var late = async () => await _log.WaitBeyondAsync(At(0), cancel.Token);
        await late.ShouldThrowAsync<OperationCanceledException>();

        waiting.IsCompleted.ShouldBeFalse();
        await _log.AppendAsync("a");
        await waiting;
    }

    [Fact]
    public async Task A_group_goes_to_a_thousand_shards_in_the_order_in_which_it_names_the_records()
    {
        const int shards = 1_000;
        using var records = new RecordBuffer();
        for (var i = 0; i < shards * 3; i++) records.Add("k"u8, Encoding.UTF8.GetBytes($"r{i}"));

        var group = new AppendGroup(records);
        var logs = Enumerable.Range(0, shards).Select(shard => _store.Open(new ShardKey(8, (uint)shard))).ToList();
        for (var shard = 0; shard < shards; shard++)
            group.Add(logs[shard], new[] { shard, shard + (2 * shards), shard + shards });
        await logs[5].AppendAsync("before");
        await _store.AppendAsync(group, Ct);

        for (var shard = 0; shard < shards; shard++)
        {
            var at = shard == 5 ? 1 : 0;
            var arrival = fixture.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            group.Appends[shard].Range.ShouldBe(new AppendedRange(At(at), At(at + 3), arrival));
            (await logs[shard].TextsAsync(at)).ShouldBe(
                [$"{at}:r{shard}", $"{at + 1}:r{shard + (2 * shards)}", $"{at + 2}:r{shard + shards}"]);
        }
    }

    [Fact]
    public async Task A_group_that_names_a_dropped_log_is_appended_nowhere()
    {
        var dropped = _store.Open(new ShardKey(7, 4));
        await _store.DropAsync(dropped.Key, Ct);
        using var records = new RecordBuffer();
        records.Add("k"u8, "a"u8);
        var group = new AppendGroup(records);
        group.Add(_log, new[] { 0 });
        group.Add(dropped, new[] { 0 });

        (await FaultOf(async () => await _store.AppendAsync(group, Ct))).ShouldBe(StorageFaultKind.Closed);
        (await _log.TextsAsync()).ShouldBeEmpty();
        (await _log.AppendAsync("b")).First.ShouldBe(At(0));
        (await _log.TextsAsync()).ShouldBe(["0:b"]);
    }

    [Fact]
    public async Task Appends_at_the_same_time_leave_no_gap_and_keep_the_order_of_each_appender()
    {
        const int appenders = 8;
        const int appends = 100;
        var ranges = await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(
            async () =>
            {
                var mine = new List<AppendedRange>();
                for (var i = 0; i < appends; i++)
                    mine.Add(await _log.AppendAsync($"{appender}/{2 * i}", $"{appender}/{(2 * i) + 1}"));
                return mine;
            },
            Ct)));

        var inOrder = ranges.SelectMany(mine => mine).OrderBy(range => range.First).ToList();
        inOrder.Select(range => range.First.Value)
            .ShouldBe(Enumerable.Range(0, appenders * appends).Select(i => 2L * i));
        inOrder.ShouldAllBe(range => range.End - range.First == 2);

        var texts = await _log.TextsAsync(0, new ReadLimit(37, int.MaxValue));
        texts.Count.ShouldBe(appenders * appends * 2);
        texts.Select(text => int.Parse(text[..text.IndexOf(':')])).ShouldBe(Enumerable.Range(0, texts.Count));
        var byAppender = texts
            .Select(text => text[(text.IndexOf(':') + 1)..].Split('/'))
            .ToLookup(parts => parts[0], parts => parts[1]);
        byAppender.Count.ShouldBe(appenders);
        foreach (var mine in byAppender) mine.ShouldBe(Enumerable.Range(0, 2 * appends).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_reader_that_waits_at_the_tail_sees_every_record_once()
    {
        const int appends = 500;
        var reader = Task.Run(
            async () =>
            {
                var seen = new List<long>();
                for (var at = At(0); at < At(appends);)
                {
                    await _log.WaitBeyondAsync(at, Ct);
                    using var page = await _log.ReadAsync(at, new ReadLimit(10, int.MaxValue), Ct);
                    foreach (var record in page) seen.Add(record.Offset.Value);
                    at = page.Next;
                }

                return seen;
            },
            Ct);
        for (var i = 0; i < appends; i++) await _log.AppendAsync("x");
        (await reader).ShouldBe(Enumerable.Range(0, appends).Select(i => (long)i));
    }
}
