namespace Hydrant.Storage;

/// <summary>Where a read stops, whichever comes first. At least one record is returned when there is one.</summary>
/// <param name="MaxRecords">At most so many records, at least 1.</param>
/// <param name="MaxBytes">At most so many bytes of data and partition keys, unless the first record alone has more.</param>
public readonly record struct ReadLimit(int MaxRecords, int MaxBytes);
