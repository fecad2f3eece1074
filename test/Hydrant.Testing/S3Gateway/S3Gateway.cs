using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hydrant.Testing.S3Gateway;

/// <summary>
/// A real S3 service for tests: Ceph's gateway over one monitor, one manager and one storage daemon that keeps its data
/// in memory. Everything is below one temporary folder, listens on 127.0.0.1 and ends with this object.
/// </summary>
public sealed class S3Gateway : IAsyncDisposable
{
    private const string AuthTool = "/usr/bin/ceph-authtool";
    private const string MonMapTool = "/usr/bin/monmaptool";
    private const string Ceph = "/usr/bin/ceph";
    private const string Mon = "/usr/bin/ceph-mon";
    private const string Osd = "/usr/bin/ceph-osd";
    private const string Mgr = "/usr/bin/ceph-mgr";
    private const string Gateway = "/usr/bin/radosgw";
    private const string Admin = "/usr/bin/radosgw-admin";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly string _folder;
    private readonly string _config;
    private readonly List<Process> _daemons = [];
    private readonly int _monitorPort = FreePort();
    private readonly int _gatewayPort = FreePort();

    private S3Gateway()
    {
        _folder = Directory.CreateTempSubdirectory("hydrant-s3-").FullName;
        _config = Path.Combine(_folder, "ceph.conf");
    }

    public Uri Endpoint => new($"http://127.0.0.1:{_gatewayPort}");

    public string AccessKeyId => "HYDRANTTEST";

    public string SecretAccessKey => "hydrant-test-secret";

    /// <summary>Starts all of it and returns when the gateway answers.</summary>
    public static async Task<S3Gateway> StartAsync()
    {
        GatewayProgram.RequireAll(AuthTool, MonMapTool, Ceph, Mon, Osd, Mgr, Gateway, Admin);
        var gateway = new S3Gateway();
        try
        {
            await gateway.StartClusterAsync();
            await gateway.StartGatewayAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The clients of a daemon before it; nobody needs what they hold, so none is asked to flush it.
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            if (!daemon.HasExited) daemon.Kill();
            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartClusterAsync()
    {
        foreach (var name in (string[])["mon", "osd", "mgr", "run"]) Directory.CreateDirectory(Path.Combine(_folder, name));
        var cluster = Guid.NewGuid().ToString();
        var osd = Guid.NewGuid().ToString();
        await File.WriteAllTextAsync(_config, GatewayConfig.Text(_folder, cluster, _monitorPort, _gatewayPort));
        await MakeKeysAsync();

        var map = Path.Combine(_folder, "monmap");
        var monitor = $"[v1:127.0.0.1:{_monitorPort}]";
        await GatewayProgram.RunAsync(MonMapTool, Limit, "--create", "--addv", "a", monitor, "--fsid", cluster, map);
        await GatewayProgram.RunAsync(Mon, Limit, "-c", _config, "--mkfs", "-i", "a", "--monmap", map, "--keyring", KeyRing);
        Start(Mon, "-f", "-i", "a");

        await GatewayProgram.RunAsync(Ceph, Limit, "-c", _config, "-n", "client.admin", "osd", "new", osd);
        await GatewayProgram.RunAsync(Osd, Limit, "-c", _config, "-i", "0", "--mkfs", "--osd-uuid", osd);
        Start(Osd, "-f", "-i", "0");
        Start(Mgr, "-f", "-i", "x");
    }

    private async Task StartGatewayAsync()
    {
        // Also makes the pools, and so returns only when the cluster works.
        await GatewayProgram.RunAsync(Admin, Limit, "-c", _config, "-n", "client.rgw", "user", "create", "--uid", "hydrant",
            "--display-name", "Hydrant", "--access-key", AccessKeyId, "--secret-key", SecretAccessKey);
        Start(Gateway, "-f", "-n", "client.rgw");

        using var http = new HttpClient();
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(Endpoint);
                return;
            }
            catch (HttpRequestException) when (waiting.Elapsed < Limit && _daemons.TrueForAll(d => !d.HasExited))
            {
                // Nothing tells when a program of another make listens, but that it does.
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private string KeyRing => Path.Combine(_folder, "keyring");

    private async Task MakeKeysAsync()
    {
        await AddKeyAsync("mon.", "--create-keyring", "mon", "allow *");
        await AddKeyAsync("client.admin", null, "mon", "allow *", "osd", "allow *", "mgr", "allow *");
        await AddKeyAsync("mgr.x", null, "mon", "allow profile mgr", "osd", "allow *");
        await AddKeyAsync("osd.0", null, "mon", "allow profile osd", "mgr", "allow profile osd", "osd", "allow *");
        await AddKeyAsync("client.rgw", null, "mon", "allow rw", "osd", "allow rwx", "mgr", "allow rw");
    }

    private Task AddKeyAsync(string name, string? create, params string[] rights)
    {
        List<string> arguments = [KeyRing, "--gen-key", "-n", name];
        if (create is not null) arguments.Insert(0, create);
        foreach (var right in rights.Chunk(2)) arguments.AddRange(["--cap", .. right]);
        return GatewayProgram.RunAsync(AuthTool, Limit, [.. arguments]);
    }

    private void Start(string program, params string[] arguments) =>
        _daemons.Add(GatewayProgram.Start(program, ["-c", _config, .. arguments]));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
