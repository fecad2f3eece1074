namespace Hydrant.Formats.Joining;

/// <summary>What has to be known of a file before it is joined with others.</summary>
/// <param name="Kind">Files of the same kind can be joined, all others cannot.</param>
/// <param name="ContentBytes">Bytes of its content, decompressed where the join decompresses.</param>
/// <param name="HeldBytes">Memory that the join takes for it until the joined file is whole; 0 for none.</param>
public sealed record JoinFacts(string Kind, long ContentBytes, long HeldBytes);
