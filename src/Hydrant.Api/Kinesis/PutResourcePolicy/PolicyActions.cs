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
        var isStatement = false;
        var depth = 0; // That of the members of a statement, once there is one.
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                isStatement = reader.ValueTextEquals("Statement"u8);
            }
            else if (isStatement && reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: 1 or 2 })
            {
                depth = reader.CurrentDepth + 1;
            }
            else if (isStatement && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth
                && reader.ValueTextEquals("Action"u8) && FirstForeign(ref reader) is { } at)
            {
                return PlaceOf(policy[..(int)at]);
            }
        }

        return null;
    }

    private static long? FirstForeign(ref Utf8JsonReader reader)
    {
        long? found = null;
        var end = reader.CurrentDepth;
        do
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && found is null
                && !reader.GetString()!.StartsWith(Vendor, StringComparison.OrdinalIgnoreCase)) found = reader.TokenStartIndex;
        }
        while (reader.CurrentDepth > end);
        return found;
    }

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
