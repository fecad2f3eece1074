using System.Net;
using System.Text;
using Hydrant.Server.Options;
using Hydrant.Wire.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hydrant.Server.Composition;

/// <summary>The one port: HTTP/1.1 and HTTP/2 in clear text, the AWS APIs on it, and a page that says the server is well.</summary>
internal static class HttpServer
{
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None) // Else every request gets an activity and a scope.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error); // It warns that HTTP/2 needs TLS, which here it does not.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(
            host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    public static void Map(WebApplication app, HydrantHost host)
    {
        // A port that closes waits for its answers, and these would not end for minutes.
        app.Lifetime.ApplicationStopping.Register(host.Consumers.EndSubscriptions);
        app.Run(context => context.Request.Path.Value switch
        {
            "/health" when HttpMethods.IsGet(context.Request.Method) => context.Response.WriteAsync("ok\n"),
            { } page when host.Pages.TryGetValue(page, out var handle) => handle(context),
            var path when host.Rest.Serves(path) => host.Rest.HandleAsync(context),
            _ => host.Endpoint.HandleAsync(context),
        });
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowAlternateSchemes = true; // Clear-text HTTP/2 is presented as negotiated, and its clients say http.

        // Byte for byte, as signatures are computed over bytes; and no byte in a header is a reason to drop a connection.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static name => // The two that echo a request's.
            name.StartsWith("Access-Control-Allow-", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;

        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = options.Wire.MaxRequestSize.Bytes;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.Http2.InitialStreamWindowSize = 1024 * 1024;
        limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;

        var address = options.Listen.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? IPAddress.Parse(options.Listen.DnsSafeHost)
            : options.Listen.IsLoopback ? IPAddress.Loopback : IPAddress.IPv6Any;
        kestrel.Listen(address, options.Listen.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(next => connection => Http2PriorKnowledge.DetectAsync(connection, next));
        });
    }
}
