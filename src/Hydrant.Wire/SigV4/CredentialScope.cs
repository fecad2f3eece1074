namespace Hydrant.Wire.SigV4;

/// <summary>Who signs, and for what: KEY/20261231/us-east-1/kinesis/aws4_request.</summary>
internal readonly record struct CredentialScope(
    string AccessKey, string Date, string Region, string Service, string Terminator)
{
    public const string ExpectedTerminator = "aws4_request";
    private const int Parts = 5;

    /// <summary>False unless there are exactly five parts; what they say is not judged here.</summary>
    public static bool TryParse(string text, out CredentialScope scope)
    {
        // One slot more than the parts, so that a sixth one is seen and refused.
        Span<Range> part = stackalloc Range[Parts + 1];
        scope = default;
        if (text.AsSpan().Split(part, '/') != Parts) return false;

        scope = new CredentialScope(text[part[0]], text[part[1]], text[part[2]], text[part[3]], text[part[4]]);
        return true;
    }
}
