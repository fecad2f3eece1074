using Hydrant.Core;

namespace Hydrant.Tables;

/// <summary>What callers are told about databases and tables, in the service's words where they are known.</summary>
internal static class TableTexts
{
    public static Fault NoDatabase(string name) => Fault.NotFound($"Database {name} not found.");

    public static readonly Fault DatabaseExists = Fault.InUse("Database already exists.");

    public static Fault NoTable(string name) => Fault.NotFound($"Table {name} not found.");

    public static readonly Fault NoEntity = Fault.NotFound("Entity Not Found");

    public static readonly Fault TableExists = Fault.InUse("Table already exists.");

    public static readonly Fault NoVersion = Fault.NotFound("Version not found.");

    public static readonly Fault CurrentVersion = Fault.InvalidArgument("Cannot delete the latest version of a table.");

    public static readonly Fault Conflict = Fault.Conflict("Update table failed due to concurrent modifications.");

    public static Fault NotAVersion(string text) => Fault.InvalidArgument($"\"{text}\" is not an integer.");

    public static Fault TooMany(string what) =>
        Fault.LimitExceeded($"Number of {what} has reached the limit of this server.");
}
