using Hydrant.Tables.Model;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A DatabaseInput as it stands in a request.</summary>
internal sealed class DatabaseBody
{
    public DatabaseInput Input { get; } = new();

    public List<string> NotSupported { get; } = [];
}
