using Hydrant.Core;

namespace Hydrant.Delivery.Processing;

/// <summary>Where a record came from; it keeps it through every transform.</summary>
/// <param name="Offset">Of the record of the source log that it came in.</param>
/// <param name="SubSequenceNumber">Its place in the aggregate it came in, from 0; -1 for a plain record.</param>
/// <param name="ArrivedAtMs">When that one arrived, epoch milliseconds.</param>
public readonly record struct RecordOrigin(LogOffset Offset, int SubSequenceNumber, long ArrivedAtMs);
