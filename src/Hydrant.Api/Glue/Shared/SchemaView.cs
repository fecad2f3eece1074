using Hydrant.Core;
using Hydrant.Tables.Registry;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A schema as it stands in answers.</summary>
internal sealed class SchemaView
{
    public SchemaView()
    {
    }

    public SchemaView(SchemaState state, Tenant tenant)
    {
        State = state;
        Arn = new SchemaKey(state.Registry, state.Name).ArnIn(tenant);
        RegistryArn = SchemaKey.RegistryArn(tenant, state.Registry);
    }

    public SchemaState State { get; } = null!;

    public string Arn { get; } = "";

    public string RegistryArn { get; } = "";
}
