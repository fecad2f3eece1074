using Hydrant.Core;

namespace Hydrant.Storage;

/// <summary>Where an append ended up. Half-open; offset <c>First + i</c> is the append's i-th record.</summary>
/// <param name="First">Offset of the first record.</param>
/// <param name="End">Offset behind the last record.</param>
/// <param name="ArrivedAtMs">The arrival time of all its records, epoch milliseconds; never below an earlier one of the shard.</param>
public readonly record struct AppendedRange(LogOffset First, LogOffset End, long ArrivedAtMs);
