using System.Buffers.Text;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Api.Glue.Shared;

/// <summary>
/// Cuts listings into pages. A token holds the key of the last item that was told, so what is made or deleted between two
/// pages neither repeats nor hides others.
/// </summary>
internal static class Paging
{
    private const int DefaultSize = 100;

    /// <param name="all">In the ordinal order of their keys.</param>
    /// <param name="token">Of the page before; null for the first.</param>
    /// <param name="size">Items of a page at most.</param>
    /// <param name="keyOf">A key that no other item has.</param>
    public static Outcome<(List<T> Items, string? Next)> Page<T>(
        IReadOnlyList<T> all, string? token, int? size, Func<T, string> keyOf)
    {
        var after = token is null ? "" : Read(token);
        if (after is null) return Fault.InvalidArgument("Invalid token provided.");

        var limit = size ?? DefaultSize;
        var items = all.Where(item => string.CompareOrdinal(keyOf(item), after) > 0).Take(limit + 1).ToList();
        if (items.Count <= limit) return (items, (string?)null);
        items.RemoveAt(limit);
        return (items, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keyOf(items[^1]))));
    }

    private static string? Read(string token)
    {
        try
        {
            return token.Length == 0 ? null : Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
