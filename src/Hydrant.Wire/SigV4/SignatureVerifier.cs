using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hydrant.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.SigV4;

/// <summary>
/// Decides who a request comes from. With credentials it verifies Signature Version 4 in full and in constant time;
/// without any it asks only for the form of a signature and lets every key in, which the server allows on loopback
/// alone. The order of the checks is that of AWS (docs/specs/signatures.md). Safe from any thread.
/// </summary>
public sealed class SignatureVerifier(IEnumerable<Credential> credentials, string openAccount, TimeProvider clock)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxPresigned = TimeSpan.FromSeconds(604_800);

    private readonly FrozenDictionary<string, Credential> _credentials =
        credentials.ToFrozenDictionary(credential => credential.AccessKey, StringComparer.Ordinal);

    private readonly SigningKeys _keys = new();

    /// <summary>True when nobody has to prove who they are.</summary>
    public bool IsOpen => _credentials.Count == 0;

    /// <summary>Null when the caller is who they say, and then who that is; else the error to answer.</summary>
    /// <param name="request">The request; its body was read already.</param>
    /// <param name="body">Its body, whole.</param>
    /// <param name="service">The service it is for, as credential scopes spell it.</param>
    /// <param name="caller">The account and Region of the request.</param>
    public WireError? Verify(HttpRequest request, ReadOnlySpan<byte> body, string service, out Caller caller)
    {
        caller = default;
        if (SignatureParts.TryRead(request, out var parts) is { } unreadable) return unreadable;
        if (IsOpen) return VerifyForm(parts!, out caller);

        if (CheckTime(parts!) is { } wrongTime) return wrongTime;
        if (!Names(parts!.SignedHeaders, "host") && !Names(parts.SignedHeaders, CanonicalRequest.Authority))
        {
            return new("InvalidSignatureException",
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        if (parts.Algorithm != Algorithm)
        {
            return new("IncompleteSignatureException",
                $"Unsupported AWS 'algorithm': '{parts.Algorithm}' (only AWS4-HMAC-SHA256 for now). ");
        }

        if (!CredentialScope.TryParse(parts.Credential, out var scope)) return NotFiveParts(parts);
        if (CheckScope(scope, parts, service) is { } wrongScope) return wrongScope;
        if (!_credentials.TryGetValue(scope.AccessKey, out var credential))
            return new("UnrecognizedClientException", "The security token included in the request is invalid.");
        if (!SignatureMatches(request, body, parts, scope, credential)) return Mismatch();

        // Long-lived keys have no session token; one that was sent belongs to other credentials.
        if (request.Headers.ContainsKey("X-Amz-Security-Token") || request.Query.ContainsKey("X-Amz-Security-Token"))
            return new("UnrecognizedClientException", "The security token included in the request is invalid");

        caller = new Caller(credential.Account, scope.Region, credential.AccessKey);
        return null;
    }

    private WireError? VerifyForm(SignatureParts parts, out Caller caller)
    {
        caller = default;
        if (!CredentialScope.TryParse(parts.Credential, out var scope)) return NotFiveParts(parts);

        // A key id of 12 digits chooses the account, so that tests can be several customers at once.
        var isAccount = scope.AccessKey.Length == 12 && !scope.AccessKey.AsSpan().ContainsAnyExceptInRange('0', '9');
        caller = new Caller(isAccount ? scope.AccessKey : openAccount, scope.Region, scope.AccessKey);
        return null;
    }

    private WireError? CheckTime(SignatureParts parts)
    {
        if (!TryParseTime(parts.Time, out var time))
        {
            return new("IncompleteSignatureException",
                $"Date must be in ISO-8601 'basic format'. Got '{parts.Time}'. See http://en.wikipedia.org/wiki/ISO_8601");
        }

        var now = clock.GetUtcNow();
        var life = Tolerance;
        if (parts.IsPresigned && int.TryParse(parts.Expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            life = TimeSpan.FromSeconds(Math.Min(seconds, MaxPresigned.TotalSeconds));
        if (time < now - life)
        {
            return new("InvalidSignatureException",
                $"Signature expired: {parts.Time} is now earlier than {Text(now - life)} ({Text(now)} - {Minutes(life)} min.)");
        }

        return time <= now + Tolerance
            ? null
            : new("InvalidSignatureException",
                $"Signature not yet current: {parts.Time} is still later than {Text(now + Tolerance)} ({Text(now)} + 5 min.)");

        static string Text(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
        static string Minutes(TimeSpan life) => life.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static bool TryParseTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static WireError? CheckScope(CredentialScope scope, SignatureParts parts, string service)
    {
        var wrong = "";
        if (scope.Region.Length == 0) wrong += $"Credential should be scoped to a valid region, not '{scope.Region}'. ";
        if (scope.Service != service) wrong += $"Credential should be scoped to correct service: '{service}'. ";
        if (scope.Terminator != CredentialScope.ExpectedTerminator)
        {
            wrong += "Credential should be scoped with a valid terminator: 'aws4_request', "
                + $"not '{scope.Terminator}'. ";
        }

        var date = parts.Time[..8];
        if (scope.Date != date)
        {
            wrong += "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{scope.Date}' != '{date}', from '{parts.Time}'. ";
        }

        return wrong.Length == 0 ? null : new("InvalidSignatureException", wrong);
    }

    private bool SignatureMatches(
        HttpRequest request, ReadOnlySpan<byte> body, SignatureParts parts, CredentialScope scope, Credential credential)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
        CanonicalRequest.Hash(request, parts.SignedHeaders, hex, hash);
        Convert.TryToHexStringLower(hash, hex, out _);

        var signed = $"{Algorithm}\n{parts.Time}\n{scope.Date}/{scope.Region}/{scope.Service}/{scope.Terminator}\n{hex}";
        Span<byte> small = stackalloc byte[256];
        var toSign = Encoding.UTF8.TryGetBytes(signed, small, out var length) ? small[..length] : Encoding.UTF8.GetBytes(signed);
        HMACSHA256.HashData(_keys.Of(credential, scope), toSign, hash);

        // A signature of another length is none. What is not ASCII becomes a question mark, which no digit is.
        Span<byte> expected = stackalloc byte[2 * SHA256.HashSizeInBytes];
        Span<byte> sent = stackalloc byte[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(hash, expected, out _);
        return Encoding.ASCII.TryGetBytes(parts.Signature, sent, out var characters)
            && CryptographicOperations.FixedTimeEquals(expected, sent[..characters]);
    }

    private static bool Names(string signedHeaders, string name)
    {
        foreach (var range in signedHeaders.AsSpan().Split(';'))
        {
            if (signedHeaders.AsSpan(range).SequenceEqual(name)) return true;
        }

        return false;
    }

    private static WireError NotFiveParts(SignatureParts parts) => new("IncompleteSignatureException",
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
        + $"got '{parts.Credential}'");

    private static WireError Mismatch() => new("InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
        + "Key and signing method. Consult the service documentation for details.");
}
