using System.Text;
using System.Text.Json;

namespace Hydrant.Api.Kinesis.PutResourcePolicy;

/// <summary>Finds the place in a policy's text that names another service, which the words of the refusal tell.</summary>
internal static class PolicyActions
{
    private const string Vendor = "kinesis:";

    /// <summary>Line and column, both from 1, of the first action of another service; null when there is none.</summary>
    /// <param name="policy">A well-formed JSON object whose statements are objects.</param>
    public static (int Line, int Column)? FirstForeign(ReadOnlySpan<byte> policy)
    {
        var reader = new Utf8JsonReader(policy);
        var depth = 0; // That of the members of a statement, once there is one.
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.CurrentDepth == 1)
            {
                var isStatement = reader.ValueTextEquals("Statement"u8);
                reader.Read();
                depth = !isStatement ? 0 : reader.TokenType == JsonTokenType.StartArray ? 3 : 2;
            }
            else if (reader.CurrentDepth == depth && reader.ValueTextEquals("Action"u8) && FirstForeign(ref reader) is { } at)
            {
                return PlaceOf(policy[..(int)at]);
            }
        }

        return null;
    }

    private static long? FirstForeign(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return IsForeign(in reader) ? reader.TokenStartIndex : null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (IsForeign(in reader)) return reader.TokenStartIndex;
        }

        return null;
    }

    private static bool IsForeign(in Utf8JsonReader action) =>
        !action.GetString()!.StartsWith(Vendor, StringComparison.OrdinalIgnoreCase);

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
