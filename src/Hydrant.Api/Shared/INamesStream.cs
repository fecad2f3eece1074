namespace Hydrant.Api.Shared;

/// <summary>A request that says which stream or delivery stream it is about, for what counts and chooses calls by stream.</summary>
internal interface INamesStream
{
    /// <summary>The stream's name as it was sent, alone or within an ARN; null when it was not.</summary>
    string? Stream { get; }
}
