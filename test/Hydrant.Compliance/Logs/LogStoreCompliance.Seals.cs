using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using static Hydrant.Compliance.Logs.LogSteps;

namespace Hydrant.Compliance.Logs;

/// <summary>What a log promises when it is sealed.</summary>
public abstract partial class LogStoreCompliance
{
    [Fact]
    public async Task A_sealed_log_keeps_its_tail_refuses_appends_and_is_still_read()
    {
        await _log.AppendAsync("a", "b");
        (await _log.SealAsync()).ShouldBe(At(2));

        (await FaultOf(async () => await _log.AppendAsync("c"))).ShouldBe(StorageFaultKind.Sealed);
        _log.Bounds.Tail.ShouldBe(At(2));
        (await _log.TextsAsync()).ShouldBe(["0:a", "1:b"]);
    }

    [Fact]
    public async Task A_log_whose_seal_was_taken_off_takes_appends_again()
    {
        await _log.SealAsync();
        _log.Unseal();
        await _log.AppendAsync("a");
        (await _log.TextsAsync()).ShouldBe(["0:a"]);
    }

    [Fact]
    public async Task A_group_with_a_sealed_log_in_it_goes_nowhere()
    {
        var other = _store.Open(new ShardKey(7, 4));
        await other.SealAsync();

        using var buffer = new RecordBuffer();
        buffer.Add("k"u8, "1"u8);
        buffer.Add("k"u8, "2"u8);
        var group = new AppendGroup(buffer);
        group.Add(_log, new[] { 0 });
        group.Add(other, new[] { 1 });
        (await FaultOf(async () => await _store.AppendAsync(group, Ct))).ShouldBe(StorageFaultKind.Sealed);
        _log.Bounds.IsEmpty.ShouldBeTrue();
        other.Bounds.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_tail_a_seal_returns_counts_every_append_that_succeeded()
    {
        for (var round = 0; round < 20; round++)
        {
            var log = _store.Open(new ShardKey(8, (uint)round));
            var appends = Enumerable.Range(0, 8).Select(writer => Task.Run(() => AppendUntilSealedAsync(log, writer), Ct)).ToList();
            while (log.Bounds.IsEmpty) await Task.Yield();
            var tail = await log.SealAsync();
            var succeeded = (await Task.WhenAll(appends)).Sum();
            tail.ShouldBe(At(succeeded));
            log.Bounds.Tail.ShouldBe(tail);
        }
    }

    private static async Task<int> AppendUntilSealedAsync(IShardLog log, int writer)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                await log.AppendAsync($"{writer} {count}");
                if (count > 10_000) throw new InvalidOperationException("The seal never came.");
                await Task.Yield();
            }
            catch (StorageException refused) when (refused.Kind == StorageFaultKind.Sealed)
            {
                return count;
            }
        }
    }
}
