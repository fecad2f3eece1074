using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Pumping;
using Hydrant.Delivery.Quotas;
using Hydrant.Delivery.Sources.DirectPut;
using Hydrant.Storage;

namespace Hydrant.Delivery;

/// <summary>
/// A delivery stream at work. Readers take one look at <see cref="Now"/>; changes come only from
/// <see cref="DeliveryDirectory"/>, and only after the catalogue has them. Safe from any thread.
/// </summary>
public sealed class DeliveryStream
{
    private volatile Moment _now;
    private readonly BacklogLook _look;
    private volatile PumpGroup? _pumps;

    internal DeliveryStream(DeliveryStreamState state, CatalogVersion version, ILogStore logs, TimeProvider clock)
    {
        _now = new Moment(state, version);
        _look = new BacklogLook(() => BacklogBytes, clock);
        Gate = new IntakeGate(IntakeQuota.Of(state.Tenant));
        OwnLog = logs.Open(new ShardKey(state.Log, 0));
        if (state.Spec.Type == DeliveryStreamType.DirectPut) Intake = new Intake(OwnLog);
    }

    public DeliveryStreamState Now => _now.State;

    /// <summary>Whether records are taken.</summary>
    public bool IsActive => Now.Status == DeliveryStreamStatus.Active;

    /// <summary>Where records enter; null when they come from a stream.</summary>
    public Intake? Intake { get; }

    /// <summary>What callers may put where limits are kept.</summary>
    public IntakeGate Gate { get; }

    /// <summary>How its pumps do, one for each log it reads; empty when none runs.</summary>
    public IReadOnlyList<PumpProgress> Progress => [.. _pumps?.Progress ?? []];

    /// <summary>Bytes of data that were taken and wait for delivery, in its own log and in the buffers of partitions.</summary>
    public long BacklogBytes => Progress.GroupBy(pump => pump.Source).Sum(pumps => pumps.Max(pump => pump.BacklogBytes));

    /// <summary>Whether so many bytes wait, give or take what was put in the last tenth of a second.</summary>
    public bool IsFull(ByteSize max) => _look.Bytes >= max.Bytes;

    /// <summary>What callers put, and what is replayed.</summary>
    internal IShardLog OwnLog { get; }

    /// <summary>The state with the version of its document, which belong together.</summary>
    internal Moment Held => _now;

    internal void Become(DeliveryStreamState state, CatalogVersion version) => _now = new Moment(state, version);

    internal void Run(PumpGroup pumps) => _pumps = pumps;

    /// <summary>Does something with the pumps, which are not stopped before it is done.</summary>
    /// <exception cref="StorageException">Unavailable: they are not running now.</exception>
    internal ValueTask WithPumpsAsync(Func<PumpGroup, ValueTask> use) =>
        _pumps is { } pumps ? pumps.UseAsync(use) : throw PumpGroup.NotRunning();

    /// <summary>Completes when none of its pumps runs.</summary>
    internal async ValueTask StopAsync()
    {
        if (_pumps is not { } pumps) return;
        _pumps = null;
        await pumps.DisposeAsync();
    }

    /// <summary>What the catalogue has.</summary>
    /// <param name="State">The delivery stream.</param>
    /// <param name="Version">Of the document.</param>
    internal sealed record Moment(DeliveryStreamState State, CatalogVersion Version);
}
