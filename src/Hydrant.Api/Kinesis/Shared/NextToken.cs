using System.Globalization;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>
/// Where a listing goes on, as an opaque token of one line: version, kind of listing, when it was made, where to go on,
/// checksum. It lives 300 seconds.
/// </summary>
/// <param name="Kind">The operation it belongs to; another one refuses it.</param>
/// <param name="CreatedAtMs">Epoch milliseconds.</param>
/// <param name="Place">What the operation needs to go on.</param>
internal sealed record NextToken(string Kind, long CreatedAtMs, string Place)
{
    private const string Version = "1";

    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Version}|{Kind}|{CreatedAtMs}|{Place}");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sum(text)}|{text}"));
    }

    /// <summary>Reads a token of that kind that has not expired.</summary>
    public static Outcome<NextToken> Parse(string token, string kind, DateTimeOffset now)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length)) return Invalid();

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('|', 5);
        if (parts.Length != 5 || parts[0] != Sum(string.Join('|', parts[1..])) || parts[1] != Version || parts[2] != kind)
            return Invalid();

        var created = long.Parse(parts[3], CultureInfo.InvariantCulture);
        if (now.ToUnixTimeMilliseconds() - created > KinesisLimits.NextTokenLife.TotalMilliseconds)
            return Fault.ExpiredNextToken("The NextToken has expired: it lives 300 seconds. Start the listing again.");

        return new NextToken(kind, created, parts[4]);
    }

    private static Fault Invalid() => Fault.InvalidArgument("Invalid NextToken.");

    private static string Sum(string text) =>
        Checksum.Crc32C(Encoding.UTF8.GetBytes(text)).ToString("x8", CultureInfo.InvariantCulture);
}
