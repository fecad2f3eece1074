using Hydrant.Formats.Orc;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Orc;

/// <summary>Records, the table they go into, and how its file is written.</summary>
/// <param name="StripeRows">Rows after which the caller ends the stripe; 0 for never.</param>
/// <param name="BatchRows">Rows given to the writer at once.</param>
internal sealed record OrcCase(
    TableSchema Schema, IReadOnlyList<string> Records, OrcOptions Options, int StripeRows, int BatchRows)
{
    /// <summary>From a column to the key its values have in the records, where that is another name.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    public override string ToString() => $"{Schema}; {Options}; stripe {StripeRows}, batch {BatchRows}";
}
