namespace Hydrant.Delivery.Processing;

/// <summary>One step of processing. It may be asked for several batches at once. Safe from any thread.</summary>
public interface ITransform
{
    /// <summary>
    /// Changes the records of the batch; a record that it cannot take becomes a failure, and the others are not worse
    /// for it.
    /// </summary>
    /// <exception cref="Storage.StorageException">The world failed; the batch is done again from its start.</exception>
    ValueTask ApplyAsync(WorkSet work, CancellationToken ct);
}
