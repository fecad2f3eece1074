using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;
using Microsoft.Extensions.Logging;

namespace Hydrant.Server.Composition;

/// <summary>What delivery streams tell, as lines of the server's log.</summary>
internal sealed class DeliveryLog(ILogger log) : IDeliveryEvents
{
    public void Delivered(Arn stream, ShardKey source, DeliveryPlan plan)
    {
    }

    public void AttemptFailed(Arn stream, ShardKey source, int attempts, string reason) =>
        log.DeliveryFailed(stream.ToString(), source.ToString(), attempts, reason);

    public void RecordsExpired(Arn stream, ShardKey source, long records) =>
        log.RecordsExpired(stream.ToString(), source.ToString(), records);

    public void PumpStopped(Arn stream, ShardKey source, Exception cause) =>
        log.DeliveryStopped(stream.ToString(), source.ToString(), cause);

    public void ChangeFailed(Arn stream, StorageException cause) => log.ChangeFailed(stream.ToString(), cause);
}
