using System.Collections.Concurrent;
using System.Threading.Channels;
using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Delivery.Tests.World;

/// <summary>What delivery streams told, for tests to wait for.</summary>
internal sealed class SeenEvents : IDeliveryEvents
{
    private readonly Channel<DeliveryPlan> _delivered = Channel.CreateUnbounded<DeliveryPlan>();
    private readonly TaskCompletionSource<Exception> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Failures { get; } = new();

    public long Expired { get; private set; }

    /// <summary>Completes with its reason when a pump gives up.</summary>
    public Task<Exception> Stopped => _stopped.Task;

    public Task<DeliveryPlan> NextAsync() => _delivered.Reader.ReadAsync().AsTask();

    public void Delivered(Arn stream, ShardKey source, DeliveryPlan plan) => _delivered.Writer.TryWrite(plan);

    public void AttemptFailed(Arn stream, ShardKey source, int attempts, string reason) => Failures.Enqueue(reason);

    public void RecordsExpired(Arn stream, ShardKey source, long records) => Expired += records;

    public void PumpStopped(Arn stream, ShardKey source, Exception cause) => _stopped.TrySetResult(cause);

    public void ChangeFailed(Arn stream, StorageException cause) => _stopped.TrySetResult(cause);
}
