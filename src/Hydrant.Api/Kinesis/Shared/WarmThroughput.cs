using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>Which streams may have warm throughput, and how it is described (docs/specs/kinesis.md, capacity modes).</summary>
internal sealed class WarmThroughput
{
    public static readonly Shape<WarmThroughput?> Shape = new StructureShape<WarmThroughput>()
        .Optional("TargetMiBps", Wire.Shapes.Shape.Integer(), w => w.TargetMiBps)
        .Optional("CurrentMiBps", Wire.Shapes.Shape.Integer(), w => w.CurrentMiBps);

    public int? TargetMiBps { get; init; }

    /// <summary>What the open shards take, at 1 MiB/s each.</summary>
    public int? CurrentMiBps { get; init; }

    public static WarmThroughput Of(StreamState state) => new()
    {
        TargetMiBps = state.Settings.WarmThroughputMiBps ?? 0,
        CurrentMiBps = state.Shards.Count(shard => shard.IsOpen),
    };

    /// <summary>Null for a stream that has none to show.</summary>
    public static WarmThroughput? Shown(StreamDirectory streams, StreamState state) =>
        state.Mode == StreamMode.OnDemand && streams.Accounts.IsCommitted(state.Tenant) ? Of(state) : null;

    /// <summary>What is in the way of a stream of that mode having so much.</summary>
    /// <param name="streams">Knows the accounts.</param>
    /// <param name="tenant">Whose stream.</param>
    /// <param name="mode">The stream's, or the one it is to have.</param>
    /// <param name="mibps">Null when none was asked for.</param>
    public static Fault? FirstBroken(StreamDirectory streams, Tenant tenant, StreamMode mode, int? mibps)
    {
        if (mibps is null) return null;
        if (mode != StreamMode.OnDemand) return Fault.Validation("WarmThroughputMiBps can only be set for ON_DEMAND streams");
        if (mibps > KinesisLimits.MaxWarmThroughputMiBps)
        {
            return Fault.InvalidArgument(
                $"WarmThroughputMiBps can be at most {KinesisLimits.MaxWarmThroughputMiBps}, not {mibps}.");
        }

        return streams.Accounts.IsCommitted(tenant)
            ? null
            : Fault.InvalidArgument(
                $"WarmThroughputMiBps needs MinimumThroughputBillingCommitment to be enabled for account {tenant.Account}.");
    }

    /// <summary>How it is kept: none is no wish.</summary>
    public static int? Kept(int? mibps) => mibps is > 0 ? mibps : null;
}
