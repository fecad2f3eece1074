using System.Text.Json;

namespace Hydrant.Tables.Avro;

/// <summary>A field of a record.</summary>
internal sealed record AvroField(string Name, AvroSchema Schema)
{
    /// <summary>What a reader takes when the writer has no such field; null when there is none.</summary>
    public JsonElement? Default { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Doc { get; init; }
}
