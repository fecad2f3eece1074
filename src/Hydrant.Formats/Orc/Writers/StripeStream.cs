using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>A finished stream of a stripe, with its entry in the stripe's footer.</summary>
internal sealed record StripeStream(StreamKind Kind, int Column, OutStream Bytes);
