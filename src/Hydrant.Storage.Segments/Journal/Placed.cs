using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>A frame that was given its place in the shard, and what the shard holds up to its end.</summary>
internal readonly record struct Placed(FrameEntry Entry, long DataBytesAfter);
