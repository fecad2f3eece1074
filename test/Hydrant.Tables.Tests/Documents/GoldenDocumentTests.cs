using System.Text;
using Hydrant.Core;
using Hydrant.Tables.Documents;
using Hydrant.Testing.Files;

namespace Hydrant.Tables.Tests.Documents;

/// <summary>Each document has every member its kind can have.</summary>
public sealed class GoldenDocumentTests
{
    [Fact]
    public void The_first_version_of_a_database_is_read_and_written()
    {
        var state = Same(DocumentKinds.Databases, "v1.database.json");

        state.Name.ShouldBe("lake");
    }

    [Fact]
    public void The_first_version_of_a_table_is_read_and_written()
    {
        var state = Same(DocumentKinds.Tables, "v1.table.json");

        (state.Name, state.VersionId).ShouldBe(("clicks", "3"));
        Same(DocumentKinds.Versions, "v1.table.json").Input.StorageDescriptor!.Columns!.ShouldHaveSingleItem().Type.ShouldBe("bigint");
    }

    [Fact]
    public void The_first_version_of_a_registry_is_read_and_written() =>
        Same(DocumentKinds.Registries, "v1.registry.json").Tags!["team"].ShouldBe("lake");

    [Fact]
    public void The_first_version_of_a_schema_is_read_and_written()
    {
        var state = Same(DocumentKinds.Schemas, "v1.schema.json");

        state.Latest!.Number.ShouldBe(1);
        state.NextVersion.ShouldBe(4);
    }

    [Fact]
    public void The_first_version_of_a_definition_is_read_and_written() =>
        Same(DocumentKinds.Definitions, "v1.definition.json").Definition.ShouldBe("int");

    [Fact]
    public void A_document_of_another_version_is_not_guessed_at() => Should.Throw<InvariantException>(
        () => DocumentKinds.Databases.Read("""{"version":2,"body":{"input":{"name":"x"},"createdAtMs":0}}"""u8));

    [Fact]
    public void Keys_take_any_name_apart()
    {
        DocumentKinds.Tables.KeyOf("1", "r", "a/b", "c").ShouldBe("tables/tables/1/r/a%2Fb/c");
        DocumentKinds.Tables.KeyOf("1", "r", "a", "b/c").ShouldBe("tables/tables/1/r/a/b%2Fc");
    }

    private static T Same<T>(DocumentKind<T> kind, string file)
        where T : class
    {
        var golden = Golden.Read("table-documents", file);
        var state = kind.Read(golden);
        Encoding.UTF8.GetString(kind.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
        return state;
    }
}
