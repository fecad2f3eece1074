namespace Hydrant.Storage;

/// <summary>How much a shard's log has ever taken, trimmed or not. Both only grow; two looks give a rate.</summary>
/// <param name="Records">Records.</param>
/// <param name="DataBytes">Bytes of their data, without partition keys.</param>
public readonly record struct LogVolume(long Records, long DataBytes);
