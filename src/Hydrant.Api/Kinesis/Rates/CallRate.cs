namespace Hydrant.Api.Kinesis.Rates;

/// <summary>So many calls a second of one operation, for each stream or for the account in its Region as a whole.</summary>
internal readonly record struct CallRate(int PerSecond, bool PerStream);
