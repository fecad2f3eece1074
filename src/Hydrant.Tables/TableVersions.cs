using System.Globalization;
using Hydrant.Core;
using Hydrant.Tables.Documents;
using Hydrant.Tables.Model;

namespace Hydrant.Tables;

/// <summary>
/// The versions of one table: the present one is the table's own document, those before are documents of their own. An
/// update writes the old version there before it changes the table, so a stop between leaves one that says what the table
/// still is; it is not shown.
/// </summary>
internal sealed class TableVersions(DocumentStore store)
{
    public const string Latest = "LATEST";

    public async ValueTask ArchiveAsync(TableState table, CancellationToken ct) =>
        await store.ReplaceAsync(DocumentKinds.Versions, KeyOf(table, table.Version), table, ct);

    public async ValueTask<int> CountAsync(TableState table, CancellationToken ct) =>
        await store.CountAsync(DocumentKinds.Versions.Below(table.Id), ct);

    /// <param name="now">The table as it is.</param>
    /// <param name="versionId">A number, or LATEST.</param>
    /// <param name="ct">Ends the search.</param>
    public async ValueTask<Outcome<TableState>> FindAsync(TableState now, string versionId, CancellationToken ct)
    {
        if (versionId == Latest) return now;
        if (!TryNumber(versionId, out var number)) return TableTexts.NotAVersion(versionId);
        if (number == now.Version) return now;
        return number < now.Version && await store.FindAsync(DocumentKinds.Versions, KeyOf(now, number), ct) is { } held
            ? held.Body
            : TableTexts.NoVersion;
    }

    /// <summary>The newest first.</summary>
    public async ValueTask<IReadOnlyList<TableState>> ListAsync(TableState now, CancellationToken ct)
    {
        var earlier = await store.ListAsync(DocumentKinds.Versions, DocumentKinds.Versions.Below(now.Id), ct);
        return [now, .. earlier.Where(table => table.Version < now.Version).OrderByDescending(table => table.Version)];
    }

    public async ValueTask<Fault?> DeleteAsync(TableState now, string versionId, CancellationToken ct)
    {
        if (!TryNumber(versionId, out var number)) return TableTexts.NotAVersion(versionId);
        if (number == now.Version) return TableTexts.CurrentVersion;
        return number < now.Version && await store.RemoveAsync(KeyOf(now, number), ct) ? null : TableTexts.NoVersion;
    }

    public async ValueTask DeleteAllAsync(TableState table, CancellationToken ct) =>
        await store.RemoveAllAsync(DocumentKinds.Versions.Below(table.Id), ct);

    private static string KeyOf(TableState table, long version) =>
        DocumentKinds.Versions.KeyOf(table.Id, version.ToString("D10", CultureInfo.InvariantCulture));

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
