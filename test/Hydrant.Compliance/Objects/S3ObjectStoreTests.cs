using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Hydrant.Storage;
using Hydrant.Storage.S3;

namespace Hydrant.Compliance.Objects;

/// <summary>What S3 has and other stores have not.</summary>
public sealed class S3ObjectStoreTests(S3GatewayFixture fixture)
{
    private static readonly ObjectMetadata Plain = new("application/octet-stream", null);

    private readonly ObjectKey _key = new($"b-{Guid.NewGuid():N}", "a");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_bucket_is_not_made_unless_it_may_be()
    {
        using var store = new S3ObjectStore(await fixture.OptionsAsync() with { CreateBuckets = false });
        await ShouldFailAsync(store, StorageFaultKind.NotFound);
    }

    [Fact]
    public async Task A_service_that_nobody_runs_is_unavailable()
    {
        var options = await fixture.OptionsAsync();
        using var store = new S3ObjectStore(options with { Endpoint = new Uri("http://127.0.0.1:1"), Retries = 0 });
        await ShouldFailAsync(store, StorageFaultKind.Unavailable);
    }

    [Fact]
    public async Task Refused_credentials_are_mended_outside()
    {
        using var store = new S3ObjectStore(await fixture.OptionsAsync() with { SecretAccessKey = "another" });
        await ShouldFailAsync(store, StorageFaultKind.Unavailable);
    }

    [Fact]
    public async Task The_key_of_an_object_is_told_to_the_service()
    {
        using var service = new HttpListener();
        var endpoint = new Uri($"http://127.0.0.1:{FreePort()}/");
        service.Prefixes.Add(endpoint.ToString());
        service.Start();
        var options = await fixture.OptionsAsync() with { Endpoint = endpoint, CreateBuckets = false, Retries = 0 };
        using var store = new S3ObjectStore(options);
        await using var writer = await store.CreateAsync(_key, Plain with { KmsKeyArn = "arn:aws:kms:us-east-1:000000000000:key/k" }, Ct);
        await writer.WriteAsync("x"u8.ToArray(), Ct);

        var putting = writer.CompleteAsync(Ct).AsTask();
        var asked = await service.GetContextAsync();
        var headers = asked.Request.Headers;
        asked.Response.AddHeader("ETag", "\"e\"");
        asked.Response.Close();
        await putting;

        headers["x-amz-server-side-encryption"].ShouldBe("aws:kms");
        headers["x-amz-server-side-encryption-aws-kms-key-id"].ShouldBe("arn:aws:kms:us-east-1:000000000000:key/k");
    }

    [Fact]
    public async Task A_disposed_writer_aborts_its_upload()
    {
        var options = await fixture.OptionsAsync();
        using var store = new S3ObjectStore(options);
        await using (var writer = await store.CreateAsync(_key, Plain, Ct))
        {
            await writer.WriteAsync(new byte[options.PartBytes + 1], Ct);
            (await UploadsAsync(options)).ShouldBe(1);
        }

        (await UploadsAsync(options)).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_object_that_ends_at_or_behind_a_part_is_whole(int more)
    {
        var options = await fixture.OptionsAsync() with { PartBytes = S3ObjectStoreOptions.MinPartBytes };
        using var store = new S3ObjectStore(options);
        await using (var writer = await store.CreateAsync(_key, Plain, Ct))
        {
            await writer.WriteAsync(new byte[(2 * options.PartBytes) + more], Ct);
            await writer.CompleteAsync(Ct);
        }

        (await store.FindAsync(_key, Ct)).ShouldNotBeNull().Size.ShouldBe((2 * options.PartBytes) + more);
    }

    [Fact]
    public void Every_mistake_in_the_options_is_named()
    {
        var options = new S3ObjectStoreOptions { Endpoint = new Uri("ftp://x"), AccessKeyId = "", SecretAccessKey = "" };
        options.Mistakes().Count.ShouldBe(3);
        var bad = options with { Region = "", PartBytes = 1, Retries = -1, Timeout = TimeSpan.Zero };
        bad.Mistakes().Count.ShouldBe(7);
        (options with { Endpoint = new Uri("http://x"), AccessKeyId = "a", SecretAccessKey = "b" }).Mistakes().ShouldBeEmpty();
        (options with { SecretAccessKey = "hush" }).ToString().ShouldNotContain("hush");
    }

    private async Task ShouldFailAsync(S3ObjectStore store, StorageFaultKind kind)
    {
        await using var writer = await store.CreateAsync(_key, Plain, Ct);
        await writer.WriteAsync("x"u8.ToArray(), Ct);
        (await Should.ThrowAsync<StorageException>(async () => await writer.CompleteAsync(Ct))).Kind.ShouldBe(kind);
    }

    private async Task<int> UploadsAsync(S3ObjectStoreOptions options)
    {
        var config = new AmazonS3Config { ServiceURL = options.Endpoint.ToString(), ForcePathStyle = true };
        using var client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config);
        var uploads = await client.ListMultipartUploadsAsync(_key.Bucket, Ct);
        return uploads.MultipartUploads?.Count ?? 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
