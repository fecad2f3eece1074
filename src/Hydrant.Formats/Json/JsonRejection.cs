namespace Hydrant.Formats.Json;

/// <summary>Why a record did not become rows.</summary>
/// <param name="IsMalformedJson">
/// True when the bytes are no JSON (<c>DataFormatConversion.ParseError</c>), false when they are, but their values do
/// not fit the columns (<c>DataFormatConversion.MalformedData</c>).
/// </param>
/// <param name="Message">What the user reads; never the record's own bytes.</param>
public sealed record JsonRejection(bool IsMalformedJson, string Message);
