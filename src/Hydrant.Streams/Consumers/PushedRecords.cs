using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Settings;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Consumers;

/// <summary>What a subscription pushes at once. Disposing it gives the page's memory back.</summary>
/// <param name="Shard">Where the records are.</param>
/// <param name="Page">The records; none when this says only that the subscription lives, or that the shard has ended.</param>
/// <param name="IsAtTail">Whether there is nothing newer.</param>
/// <param name="Children">What the shard became, when this is its end; empty before.</param>
public sealed record PushedRecords(LiveShard Shard, RecordPage Page, bool IsAtTail, IReadOnlyList<LiveShard> Children) : IDisposable
{
    /// <summary>Which of the records are encrypted.</summary>
    public required EncryptionHistory Encryption { get; init; }

    /// <summary>Whether this is the end of a closed shard, behind which nothing comes.</summary>
    public bool IsEndOfShard => Children.Count > 0;

    /// <summary>Where the next subscription goes on.</summary>
    public SequenceNumber Continuation => SequenceNumber.Before(Shard.State.CreatedAtSeconds, Shard.Id, Page.Next);

    public void Dispose() => Page.Dispose();
}
