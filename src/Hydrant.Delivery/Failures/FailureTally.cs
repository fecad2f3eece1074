using System.Collections.Immutable;
using System.Text.Json;

namespace Hydrant.Delivery.Failures;

/// <summary>Counts what goes into an error output. For one caller at a time.</summary>
public sealed class FailureTally
{
    private readonly Dictionary<string, long> _codes = new(StringComparer.Ordinal);

    public bool IsEmpty => _codes.Count == 0;

    public ImmutableSortedDictionary<string, long> Codes => _codes.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public void Add(string code) => _codes[code] = _codes.GetValueOrDefault(code) + 1;

    /// <summary>Counts a line of the error output by the code it tells.</summary>
    public void AddLine(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("errorCode"u8)) continue;
            json.Read();
            Add(json.GetString()!);
            return;
        }
    }
}
