namespace Hydrant.Storage;

/// <summary>Where a read stops, whichever comes first. At least one record is returned when there is one.</summary>
/// <param name="MaxRecords">At most so many records, at least 1.</param>
/// <param name="MaxBytes">At most so many bytes of data and partition keys, unless the first record alone has more.</param>
public readonly record struct ReadLimit(int MaxRecords, int MaxBytes)
{
    /// <summary>
    /// Whether the page may end before, but not with less than half of the bytes when there are more, where the next one begins
    /// with what the log keeps together: who reads on and on then has nothing fetched twice. A log need not heed it.
    /// </summary>
    public bool ReadsOn { get; init; }
}
