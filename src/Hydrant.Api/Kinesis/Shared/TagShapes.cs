using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>Tags as answers list them.</summary>
internal static class TagShapes
{
    public static readonly Shape<List<TagView?>?> Tags = Shape.List(
        new StructureShape<TagView>()
            .Required("Key", Shape.AnyString, tag => tag.Key)
            .Required("Value", Shape.AnyString, tag => tag.Value));

    /// <summary>Keys to be taken away.</summary>
    public static readonly Shape<List<string?>?> Keys = Shape.List(Shape.String(1, 128), min: 1, max: 50);

    public static List<TagView?> Views(IEnumerable<KeyValuePair<string, string>> tags) =>
        [.. tags.Select(tag => new TagView { Key = tag.Key, Value = tag.Value })];
}

/// <summary>A tag about to be listed.</summary>
internal sealed class TagView
{
    public string? Key { get; init; }

    public string? Value { get; init; }
}
