using Hydrant.Tables.Model;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A TableInput as it stands in a request.</summary>
internal sealed class TableBody
{
    public TableInput Input { get; } = new();

    public List<string> NotSupported { get; } = [];
}
