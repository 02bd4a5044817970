using Campaigns.Alarms;
using Campaigns.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Doors;

/// <summary>
/// Whether the parts this app stands on answer: 200, or 503 when one does not. Says also, without naming a campaign, whether something is
/// wrong that a person should look at (<c>attention</c>): alarms that are open, or a watchdog that does not look.
/// </summary>
public sealed class HealthDoor(CampaignTables tables, AlarmBook alarms, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Function("Health")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var storage = AskAsync(token => tables.Campaigns.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: token), cancellation);
        var orchestrations = AskAsync(token => client.GetInstanceAsync("health", getInputsAndOutputs: false, token), cancellation);
        IReadOnlyList<Alarm> open = [];
        DateTimeOffset? looked = null;
        var watch = AskAsync(async token => (open, looked) = (await alarms.OpenAsync(token), await alarms.LookedAtAsync(token)), cancellation);
        var answers = await storage && await orchestrations;
        var isWatching = await watch && time.GetUtcNow() - looked <= AlarmBook.LongestPause;
        var overdue = open.Count(alarm => alarm.Place == AlarmPlace.Run);
        var parts = new { storage = Word(await storage), orchestrations = Word(await orchestrations), watchdog = isWatching ? "ok" : "late" };
        var status = !answers ? Word(false) : open.Count == 0 && isWatching ? Word(true) : "attention";
        if (!answers) request.HttpContext.Response.Headers.RetryAfter = "10";
        return Results.Json(
            new { status, parts, alarms = open.Count, overdue }, statusCode: answers ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
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
