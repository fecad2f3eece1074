namespace Hydrant.Tables.Registry;

/// <summary>What a new version of a schema must get along with. The names are the API's, in its spelling without underscores.</summary>
public enum SchemaCompatibility
{
    None,

    /// <summary>There is no second version.</summary>
    Disabled,

    /// <summary>The new version reads data of the last one.</summary>
    Backward,

    /// <summary>The new version reads data of all versions since the checkpoint.</summary>
    BackwardAll,

    /// <summary>The last version reads data of the new one.</summary>
    Forward,
    ForwardAll,

    /// <summary>Both ways.</summary>
    Full,
    FullAll,
}
