using System.Collections.Concurrent;
using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Delivery.Failures;

/// <summary>
/// What failed in delivery streams, and a way to put it again once the cause is mended. Safe from any thread.
/// </summary>
/// <param name="logs">Where the ledgers are.</param>
/// <param name="destinations">Open what they have written.</param>
/// <param name="clock">Times replays.</param>
public sealed class FailureDesk(ILogStore logs, DestinationRegistry destinations, TimeProvider clock)
{
    private readonly ConcurrentDictionary<uint, byte> _replaying = new();

    /// <summary>Entries of the ledger, the oldest first.</summary>
    /// <exception cref="StorageException">The ledger could not be read.</exception>
    public async ValueTask<IReadOnlyList<FailureEntry>> ListAsync(DeliveryStream stream, FailureSelection selection, CancellationToken ct) =>
        [.. (await LedgerOf(stream).ListAsync(ct)).Where(selection.Takes)];

    /// <summary>
    /// Puts the records of the selected objects into the delivery stream again, each once: what was put and how far an object is
    /// put become durable together, and an interrupted replay goes on where it was. The objects stay where they are.
    /// </summary>
    /// <returns>What was done; or InUse when another replay of the delivery stream is under way.</returns>
    public async ValueTask<Outcome<ReplayReport>> ReplayAsync(DeliveryStream stream, FailureSelection selection, CancellationToken ct)
    {
        if (!stream.IsActive) return DeliveryTexts.NotActive(stream.Now);
        if (!_replaying.TryAdd(stream.Now.Log, 0)) return Fault.InUse($"Another replay of Firehose {stream.Now.Name} is under way.");

        try
        {
            var (objects, records, mistakes) = (0, 0L, new List<string>());
            foreach (var entry in await ListAsync(stream, selection, ct))
            {
                var (put, mistake) = await ReplayAsync(stream, entry, ct);
                records += put;
                if (mistake is null) objects++;
                else mistakes.Add($"{entry.Id}: {mistake}");
            }

            return new ReplayReport(objects, records, mistakes);
        }
        finally
        {
            _replaying.TryRemove(stream.Now.Log, out _);
        }
    }

    private async ValueTask<(long Put, string? Mistake)> ReplayAsync(DeliveryStream stream, FailureEntry entry, CancellationToken ct)
    {
        var done = entry.Replay is { IsDone: false } interrupted ? interrupted.Records : 0;
        var (at, put) = (0L, 0L);
        try
        {
            var batch = new ReplayBatch(entry, LedgerOf(stream), stream, logs);
            await using var content = await destinations.OpenFailedAsync(stream.Now, entry.Object, ct);
            await foreach (var record in FailureLines.ReadAsync(content, ct))
            {
                if (++at <= done) continue;
                batch.Add(record);
                if (!batch.IsFull) continue;
                put += await CommitAsync(stream, batch, at, isDone: false, ct);
            }

            put += await CommitAsync(stream, batch, at, isDone: true, ct);
            return (put, null);
        }
        catch (Exception failure) when (failure is StorageException or InvalidDataException)
        {
            return (put, $"s3://{entry.Object.Bucket}/{entry.Object.Key}: {failure.Message}");
        }
    }

    private async ValueTask<long> CommitAsync(DeliveryStream stream, ReplayBatch batch, long at, bool isDone, CancellationToken ct)
    {
        var count = batch.Count;
        var replay = new FailureReplay(at, clock.GetUtcNow().ToUnixTimeMilliseconds(), isDone);
        await stream.WithPumpsAsync(async pumps => await batch.CommitAsync(pumps.LanesInUse, replay, ct));
        return count;
    }

    private FailureLedger LedgerOf(DeliveryStream stream) => new(logs.Open(FailureLedger.KeyOf(stream.Now.Log)));
}
