using System.IO.Compression;
using System.Text;
using Hydrant.Api.Lambda.Catalog;
using Hydrant.Core;
using Hydrant.Functions;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Testing.Files;

namespace Hydrant.Api.Tests.Lambda;

public sealed class FunctionCatalogTests : IDisposable
{
    private static readonly Tenant Tenant = new("111122223333", "eu-west-1");

    private readonly string _root = Directory.CreateTempSubdirectory("hydrant-catalog-").FullName;
    private readonly MemoryLogStore _logs = new(TimeProvider.System);

    [Fact]
    public void The_golden_file_is_read_and_written_the_same()
    {
        var golden = Golden.Read("function-document", "v1.json");

        var state = FunctionDocument.Read(golden);

        state.Arn.ToString().ShouldBe("arn:aws:lambda:eu-west-1:111122223333:function:mask");
        state.Environment["COLOUR"].ShouldBe("blue");
        state.CodeSize.ShouldBe(1234);
        Encoding.UTF8.GetString(FunctionDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public async Task Functions_and_their_code_are_there_after_a_start_and_other_code_is_not()
    {
        var revision = Guid.Empty;
        using (var before = await OpenAsync())
        {
            var code = (await before.AddCodeAsync(Zip("one.py", "1"), default)).Value;
            await before.AddCodeAsync(Zip("two.py", "2"), default);
            revision = (await before.CreateAsync(State("kept", code), default)).Value.Revision;
            await before.CreateAsync(State("gone", code), default);
            (await before.DeleteAsync(Tenant, "gone", default)).Ok.ShouldBeTrue();
        }

        using var after = await OpenAsync();

        after.List(Tenant).Select(state => state.Name).ShouldBe(["kept"]);
        after.List(Tenant with { Region = "us-east-1" }).ShouldBeEmpty();
        var found = after.Find(new FunctionReference("kept", Tenant, ""), out _)!;
        found.Revision.ShouldBe(revision.ToString("D"));
        File.ReadAllText(Path.Combine(found.CodeDirectory, "one.py")).ShouldBe("1");
        Directory.GetDirectories(Path.Combine(_root, "code")).ShouldBe([found.CodeDirectory]);
    }

    [Fact]
    public async Task A_change_makes_another_revision()
    {
        using var catalog = await OpenAsync();
        var code = (await catalog.AddCodeAsync(Zip("one.py", "1"), default)).Value;
        var first = (await catalog.CreateAsync(State("one", code), default)).Value;

        var second = (await catalog.UpdateAsync(Tenant, "one", first.Revision.ToString("D"), state => state with { Timeout = 9 }, default)).Value;
        var stale = await catalog.UpdateAsync(Tenant, "one", first.Revision.ToString("D"), state => state with { Timeout = 10 }, default);

        second.Timeout.ShouldBe(9);
        second.Revision.ShouldNotBe(first.Revision);
        stale.Ok.ShouldBeFalse();
        catalog.Get(Tenant, "one")!.Timeout.ShouldBe(9);
    }

    [Theory]
    [InlineData("../evil.py")]
    [InlineData("a/../../evil.py")]
    [InlineData("/evil.py")]
    public async Task Code_that_leaves_its_folder_is_refused_and_leaves_nothing(string name)
    {
        using var catalog = await OpenAsync();

        (await catalog.AddCodeAsync(Zip(name, "x"), default)).Fault.Message.ShouldContain("leaves its folder");

        Directory.GetFileSystemEntries(Path.Combine(_root, "code")).ShouldBeEmpty();
        File.Exists(Path.Combine(_root, "evil.py")).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static byte[] Zip(string name, string text)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private static FunctionState State(string name, string code) => new()
    {
        Tenant = Tenant,
        Name = name,
        Runtime = "python3.12",
        Handler = "one.handler",
        Role = "arn:aws:iam::111122223333:role/lambda",
        Timeout = 3,
        MemorySize = 128,
        CodeHash = code,
        CodeSize = 1,
        LastModified = default,
        Revision = default,
    };

    private async Task<FunctionCatalog> OpenAsync()
    {
        var options = new FunctionOptions { Folder = Path.Combine(_root, "functions"), State = _root };
        var catalog = new FunctionCatalog(await LogCatalogStore.OpenAsync(_logs, default), options, new RandomIdSource(), TimeProvider.System);
        await catalog.LoadAsync(default);
        return catalog;
    }
}
