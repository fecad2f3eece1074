using Hydrant.Tables.Model;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A database, as it is given and as it is told.</summary>
internal static class DatabaseShapes
{
    public static readonly Shape<DatabaseBody?> Input = WithMembers(new StructureShape<DatabaseBody>(), d => d.Input)
        .Unsupported(d => d.NotSupported, "CreateTableDefaultPermissions", "TargetDatabase", "FederatedDatabase");

    public static readonly Shape<DatabaseView?> View = WithMembers(new StructureShape<DatabaseView>(), d => d.State.Input)
        .Required("CreateTime", Shape.Timestamp, d => d.State.CreatedAtMs)
        .Required("CatalogId", Shape.AnyString, d => d.CatalogId);

    private static StructureShape<T> WithMembers<T>(StructureShape<T> shape, Func<T, DatabaseInput> of)
        where T : class, new() => shape
        .Required("Name", GlueShapes.Name, d => of(d).Name, (d, v) => of(d).Name = v)
        .Optional("Description", GlueShapes.Description, d => of(d).Description, (d, v) => of(d).Description = v)
        .Optional("LocationUri", GlueShapes.LocationUri, d => of(d).LocationUri, (d, v) => of(d).LocationUri = v)
        .Optional("Parameters", GlueShapes.Parameters, d => of(d).Parameters, (d, v) => of(d).Parameters = v);
}
