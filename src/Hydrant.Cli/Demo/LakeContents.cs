namespace Hydrant.Cli.Demo;

/// <summary>What the files hold.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Lines">How many events are in them.</param>
/// <param name="Distinct">How many different line numbers these have.</param>
/// <param name="Unreadable">Lines that are no event.</param>
internal sealed record LakeContents(int Files, int Lines, int Distinct, int Unreadable);
