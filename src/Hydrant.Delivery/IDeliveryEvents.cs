using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Delivery;

/// <summary>
/// What delivery streams tell those who run the server. Called from many pumps at once; must not throw or wait.
/// </summary>
public interface IDeliveryEvents
{
    /// <summary>A plan is done: its objects are there and its records will not be read again.</summary>
    void Delivered(Arn stream, ShardKey source, DeliveryPlan plan);

    /// <summary>An attempt failed and will be repeated; nothing is lost.</summary>
    void AttemptFailed(Arn stream, ShardKey source, int attempts, string reason);

    /// <summary>Records expired in their stream before they were delivered.</summary>
    void RecordsExpired(Arn stream, ShardKey source, long records);

    /// <summary>
    /// A pump gave up until the next start: an operator must look. Its records and its plan are kept.
    /// </summary>
    void PumpStopped(Arn stream, ShardKey source, Exception cause);

    /// <summary>A change of state could not be written; the next start ends it.</summary>
    void ChangeFailed(Arn stream, StorageException cause);
}
