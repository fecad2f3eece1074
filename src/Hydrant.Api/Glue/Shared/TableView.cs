using Hydrant.Core;
using Hydrant.Tables.Model;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A table, or one of its versions, as it stands in an answer.</summary>
internal sealed class TableView
{
    public TableView()
    {
    }

    public TableView(TableState state, Tenant tenant) => (State, CatalogId) = (state, tenant.Account);

    public TableState State { get; } = null!;

    public string CatalogId { get; } = "";
}
