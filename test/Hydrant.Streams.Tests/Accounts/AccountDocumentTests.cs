using System.Runtime.CompilerServices;
using System.Text;
using Hydrant.Core;
using Hydrant.Streams.Accounts;

namespace Hydrant.Streams.Tests.Accounts;

public sealed class AccountDocumentTests
{
    [Fact]
    public void Version_1_is_read_and_written_to_the_byte()
    {
        var golden = Golden();

        var (tenant, commitment) = AccountDocument.Read(golden);

        tenant.ShouldBe(new Tenant("111122223333", "eu-central-1"));
        commitment.ShouldBe(new ThroughputCommitment(1_772_366_405_000, 1_772_452_805_000));
        AccountDocument.KeyOf(tenant).ShouldBe("accounts/111122223333/eu-central-1");
        Encoding.UTF8.GetString(AccountDocument.Write(tenant, commitment)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void Another_version_is_not_guessed_at() =>
        Should.Throw<InvariantException>(() => AccountDocument.Read("""{"version":2}"""u8));

    private static byte[] Golden([CallerFilePath] string here = "") => File.ReadAllBytes(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "testdata", "account-document", "v1.json"));
}
