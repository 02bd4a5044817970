using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Telemetry;

/// <summary>
/// <c>GET /metrics</c> in Prometheus' text format, for whoever knows the token of the setting <c>Campaigns__MetricsToken</c>
/// (<c>Authorization: Bearer ...</c>). Without the setting there is no such page.
/// </summary>
public sealed class MetricsDoor(CampaignsOptions options, MetricsRegistry registry)
{
    [Function("Metrics")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "metrics")] HttpRequest request, CancellationToken cancellation)
    {
        if (options.MetricsToken.Length == 0) return Results.NotFound();
        if (!Knows(request.Headers.Authorization.ToString())) return Results.StatusCode(StatusCodes.Status401Unauthorized);
        var text = new MemoryStream();
        await registry.Numbers.CollectAndExportAsTextAsync(text, cancellation);
        return Results.Bytes(text.ToArray(), "text/plain; version=0.0.4; charset=utf-8");
    }

    bool Knows(string header) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes($"Bearer {options.MetricsToken}"));
}
