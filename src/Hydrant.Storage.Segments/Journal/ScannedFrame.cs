using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>A good frame that a scan found.</summary>
internal readonly record struct ScannedFrame(ShardKey Shard, FrameEntry Entry, long DataBytesAfter);
