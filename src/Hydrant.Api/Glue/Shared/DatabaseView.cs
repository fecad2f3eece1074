using Hydrant.Core;
using Hydrant.Tables.Model;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A database as it stands in an answer.</summary>
internal sealed class DatabaseView
{
    public DatabaseView()
    {
    }

    public DatabaseView(DatabaseState state, Tenant tenant) => (State, CatalogId) = (state, tenant.Account);

    public DatabaseState State { get; } = null!;

    public string CatalogId { get; } = "";
}
