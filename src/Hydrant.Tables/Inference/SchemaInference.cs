using System.Collections.Immutable;
using System.Text.Json;

namespace Hydrant.Tables.Inference;

/// <summary>
/// Columns that fit given records: JSON objects are shown one by one, and the columns hold all of them. Not thread-safe.
/// </summary>
/// <param name="findsTimestamps">Whether texts that look like points in time become timestamps; else they stay strings.</param>
public sealed class SchemaInference(bool findsTimestamps)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };
    private readonly InferredType _row = new(findsTimestamps);

    /// <summary>Records shown so far.</summary>
    public long Records { get; private set; }

    /// <summary>The columns of what was shown, in the order in which their names were met; in lower case.</summary>
    public ImmutableArray<TableColumn> Columns =>
        [.. _row.Fields.Select(known => new TableColumn(known.Name, known.Type.ToHive()))];

    /// <summary>Takes one record into account.</summary>
    /// <returns>What is wrong with it, in which case it changed nothing; else null.</returns>
    public string? Show(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return "It is no JSON object.";
            _row.Show(document.RootElement);
            Records++;
            return null;
        }
        catch (JsonException wrong)
        {
            return wrong.Message;
        }
    }
}
