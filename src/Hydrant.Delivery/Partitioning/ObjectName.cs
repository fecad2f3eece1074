using System.Globalization;
using System.Text;
using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>
/// The part of an object's key behind the prefix: <c>stream-version-yyyy-MM-dd-HH-mm-ss-uuid</c> and the extension.
/// </summary>
public static class ObjectName
{
    private const int UuidChars = 36;

    private static readonly JavaDatePattern Time = Parse();

    public static string Of(string stream, int versionId, ZonedDateTime arrived, Guid id, string extension)
    {
        var name = new StringBuilder(stream);
        name.Append('-').Append(versionId.ToString(CultureInfo.InvariantCulture)).Append('-');
        Time.Format(arrived, name);
        return name.Append('-').Append(id.ToString()).Append(extension).ToString();
    }

    /// <summary>The identifier in a key made with that extension.</summary>
    public static Guid IdOf(string key, string extension) =>
        Guid.ParseExact(key.AsSpan(key.Length - extension.Length - UuidChars, UuidChars), "D");

    private static JavaDatePattern Parse()
    {
        var ok = JavaDatePattern.TryParse("yyyy-MM-dd-HH-mm-ss", out var pattern);
        Core.Invariant.That(ok);
        return pattern;
    }
}
