using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.Shared;

internal sealed class DeliveryTag
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}

/// <summary>Tags in requests and answers. Their errors are the only ones of the service that repeat the value.</summary>
internal static class DeliveryTagShapes
{
    public static readonly Shape<string?> Key = Shape.PrintedString(1, 128, @"^(?!aws:)[\p{L}\p{Z}\p{N}_.:\/=+\-@%]*$");

    private static readonly Shape<DeliveryTag?> Tag = new StructureShape<DeliveryTag>()
        .Required("Key", Key, t => t.Key, (t, v) => t.Key = v)
        .Optional(
            "Value", Shape.PrintedString(0, 256, @"^[\p{L}\p{Z}\p{N}_.:\/=+\-@%]*$"), t => t.Value, (t, v) => t.Value = v);

    /// <summary>As a caller gives them.</summary>
    public static readonly Shape<List<DeliveryTag?>?> Given = Shape.List(Tag, 1, FirehoseLimits.MaxTags);

    /// <summary>As they are listed.</summary>
    public static readonly Shape<List<DeliveryTag?>?> Listed = Shape.List(Tag);

    public static readonly Shape<List<string?>?> Keys = Shape.List(Key, 1, FirehoseLimits.MaxTags);
}
