using Hydrant.Compliance.Objects;
using Hydrant.Storage.S3;
using Hydrant.Testing.S3Gateway;

[assembly: AssemblyFixture(typeof(S3GatewayFixture))]

namespace Hydrant.Compliance.Objects;

/// <summary>One gateway for all tests of this program, started by the first that asks for it.</summary>
public sealed class S3GatewayFixture : IAsyncDisposable
{
    private readonly Lazy<Task<S3Gateway>> _gateway = new(S3Gateway.StartAsync);

    public Task<S3Gateway> GatewayAsync() => _gateway.Value;

    public async Task<S3ObjectStoreOptions> OptionsAsync()
    {
        var gateway = await GatewayAsync();
        return new S3ObjectStoreOptions
        {
            Endpoint = gateway.Endpoint,
            AccessKeyId = gateway.AccessKeyId,
            SecretAccessKey = gateway.SecretAccessKey,
            CreateBuckets = true,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _gateway.Value).DisposeAsync();
    }
}
