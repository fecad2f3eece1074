using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hydrant.Core;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>A definition of the format JSON: a schema of the drafts 04, 06 or 07.</summary>
internal sealed class JsonDefinition : ParsedSchema
{
    private const int MaxDepth = 64;
    private readonly JsonNode _root;

    private JsonDefinition(JsonNode root) => (_root, Canonical) = (root, JsonTexts.Sorted(root));

    public override string Canonical { get; }

    public static Outcome<ParsedSchema> Parse(string text)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
            return root is null ? Fault.InvalidArgument("A schema is an object.")
                : JsonSchemaRules.FirstMistake(root) is { } mistake ? Fault.InvalidArgument(mistake)
                : new JsonDefinition(root);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            return Fault.InvalidArgument(wrong.Message); // No JSON, or a member that is there twice.
        }
    }

    public override string? CannotRead(ParsedSchema writer) =>
        new JsonContainment(_root, ((JsonDefinition)writer)._root).Mismatch();

    public override Outcome<ImmutableArray<TableColumn>> Columns() => JsonToHive.Columns(_root);
}
