using Campaigns.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Doors;

/// <summary>Whether the parts this app stands on answer: 200, or 503 when one does not.</summary>
public sealed class HealthDoor(CampaignTables tables)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Function("Health")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var storage = AskAsync(token => tables.Campaigns.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: token), cancellation);
        var orchestrations = AskAsync(token => client.GetInstanceAsync("health", getInputsAndOutputs: false, token), cancellation);
        var parts = new { storage = Word(await storage), orchestrations = Word(await orchestrations) };
        var well = await storage && await orchestrations;
        return Results.Json(
            new { status = Word(well), parts }, statusCode: well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    static string Word(bool well) => well ? "ok" : "unavailable";

    static async Task<bool> AskAsync(Func<CancellationToken, Task> question, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await question(patience.Token);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
