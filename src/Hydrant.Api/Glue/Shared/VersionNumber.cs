using Hydrant.Core;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Which version of a schema: a number, or the latest.</summary>
internal sealed class VersionNumber
{
    private const long Max = 100_000;

    public bool? LatestVersion { get; set; }

    public long? Number { get; set; }

    /// <summary>The number, or null for the latest; the service asks for exactly one of them.</summary>
    public static Outcome<long?> Of(VersionNumber? asked)
    {
        var isLatest = asked?.LatestVersion == true;
        if (asked?.Number is null && !isLatest)
            return Fault.InvalidArgument("One of version number (or) latest version is required.");
        if (asked!.Number is not null && isLatest)
            return Fault.InvalidArgument("Only one of VersionNumber or LatestVersion is required.");
        return asked.Number is < 1 or > Max
            ? Fault.Validation(
                $"1 validation error detected: Value '{asked.Number}' at 'schemaVersionNumber.versionNumber' failed to "
                + $"satisfy constraint: Member must have value between 1 and {Max}")
            : asked.Number;
    }
}
