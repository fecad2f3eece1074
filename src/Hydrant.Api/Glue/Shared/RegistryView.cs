using Hydrant.Core;
using Hydrant.Tables.Registry;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A registry as it stands in answers.</summary>
internal sealed class RegistryView
{
    public RegistryView()
    {
    }

    public RegistryView(RegistryState state, Tenant tenant) =>
        (State, Arn) = (state, SchemaKey.RegistryArn(tenant, state.Name));

    public RegistryState State { get; } = null!;

    public string Arn { get; } = "";
}
