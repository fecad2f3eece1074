namespace Hydrant.Api.Shared;

/// <summary>A request whose stream is the one of an iterator.</summary>
internal interface INamesIterator
{
    string? ShardIterator { get; }
}
