namespace Hydrant.Tables.Registry;

/// <summary>Which versions a new one is held against, and in which direction.</summary>
internal static class CompatibilityRules
{
    /// <summary>Why the version cannot come next; null when it can.</summary>
    /// <param name="mode">What the schema promises.</param>
    /// <param name="next">The version that is to come.</param>
    /// <param name="earlier">The usable versions since the checkpoint, the newest last.</param>
    public static string? FirstBroken(
        SchemaCompatibility mode, ParsedSchema next, IReadOnlyList<(long Number, ParsedSchema Schema)> earlier)
    {
        var (backward, forward) = DirectionsOf(mode);
        foreach (var (number, schema) in IsAll(mode) ? earlier : earlier.TakeLast(1))
        {
            if (backward && next.CannotRead(schema) is { } unread) return $"It does not read version {number}: {unread}";
            if (forward && schema.CannotRead(next) is { } unknown) return $"Version {number} does not read it: {unknown}";
        }

        return null;
    }

    private static (bool Backward, bool Forward) DirectionsOf(SchemaCompatibility mode) => mode switch
    {
        SchemaCompatibility.Backward or SchemaCompatibility.BackwardAll => (true, false),
        SchemaCompatibility.Forward or SchemaCompatibility.ForwardAll => (false, true),
        SchemaCompatibility.Full or SchemaCompatibility.FullAll => (true, true),
        _ => (false, false),
    };

    private static bool IsAll(SchemaCompatibility mode) => mode is SchemaCompatibility.BackwardAll
        or SchemaCompatibility.ForwardAll or SchemaCompatibility.FullAll;
}
