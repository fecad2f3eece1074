namespace Hydrant.Api.Faults;

/// <summary>What a rule has done since it was set.</summary>
/// <param name="Calls">Calls that it fitted.</param>
/// <param name="Delayed">Of those, the ones that took longer.</param>
/// <param name="Throttled">The ones told to come back later.</param>
/// <param name="Failed">The ones that failed with an error of the server.</param>
/// <param name="Records">Records of PutRecords that failed.</param>
internal readonly record struct AppliedFaults(long Calls, long Delayed, long Throttled, long Failed, long Records);
