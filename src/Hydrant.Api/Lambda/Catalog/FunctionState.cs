using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Api.Lambda.Catalog;

/// <summary>An uploaded function as the catalogue keeps it.</summary>
public sealed record FunctionState
{
    public required Tenant Tenant { get; init; }

    public required string Name { get; init; }

    public required string Runtime { get; init; }

    /// <summary>Empty for runtimes that need none.</summary>
    public required string Handler { get; init; }

    public required string Role { get; init; }

    public string Description { get; init; } = "";

    /// <summary>In seconds.</summary>
    public required int Timeout { get; init; }

    /// <summary>In megabytes.</summary>
    public required int MemorySize { get; init; }

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string Architecture { get; init; } = "x86_64";

    /// <summary>SHA-256 of the zip file, in hexadecimal; the name of the folder it is unpacked in.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Bytes of the zip file.</summary>
    public required long CodeSize { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Another one after every change.</summary>
    public required Guid Revision { get; init; }

    public Arn Arn => Functions.FunctionReference.ArnOf(Tenant, Name);
}
