using System.Collections.Immutable;
using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators.History;

/// <summary>What the orchestration of a campaign did, and those that belong to it: to look at, to search, to take along.</summary>
public sealed class HistoryDoor(Guard guard, CampaignReading campaigns, OrchestrationHistory history)
{
    [Function("OperationHistory")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/{id}/history")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff =>
        {
            if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return await campaigns.NotFoundAsync(request);
            var filter = HistoryFilter.Read(campaign.Id, request.Query);
            var (planting, recalling) = (TreeAsync(client, campaign.Id, cancellation), history.ReadAsync(filter.Instance, cancellation)); // at once: each waits for storage
            var view = HistoryView.Of(staff, campaign, filter, await planting, await recalling);
            return request.WantsJson() ? HistoryJson.Page(view) : await request.PageAsync(view);
        }, cancellation);

    [Function("OperationHistoryExport")]
    public Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/{id}/history.json")] HttpRequest request, string id, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async _ =>
        {
            if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return await campaigns.NotFoundAsync(request);
            request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"history-{campaign.Id}.json\"";
            return HistoryJson.All(campaign.Id, history.ReadAllAsync(campaign.Id, cancellation));
        }, cancellation);

    static async Task<ImmutableArray<HistoryNode>> TreeAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        var found = new List<HistoryInstance>();
        await foreach (var one in client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = id }).WithCancellation(cancellation))
            found.Add(new(one.InstanceId, one.RuntimeStatus, one.CreatedAt, one.LastUpdatedAt));
        return HistoryTree.Of(id, found);
    }
}
