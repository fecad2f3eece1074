namespace Hydrant.Delivery.Configuration;

/// <summary>Where a delivery stream's records come from, in the words of the API.</summary>
public enum DeliveryStreamType
{
    /// <summary>Callers put them; they are kept in a log of the delivery stream's own.</summary>
    DirectPut,

    /// <summary>They are read from the logs of a stream's shards.</summary>
    KinesisStreamAsSource,
}
