using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Signatories;
using Campaigns.Networks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Operators;

/// <summary>All campaigns, a page at a time, with filters in the address.</summary>
public sealed class ListDoor(Guard guard, CampaignReading campaigns, ListReading reading, NetworkStore networks, TimeProvider time)
{
    public const string Path = "/ops/campaigns";

    [Function("OperationsList")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/campaigns")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff =>
        {
            if (ListQuery.Read(request.Query) is not { } query) return await campaigns.RefusedAsync(request, StatusCodes.Status400BadRequest, Path);
            var (listing, knowing) = (reading.ReadAsync(staff, query, cancellation), networks.ListAsync(cancellation));
            var read = await listing;
            if (request.WantsJson()) return OpsJson.List(read, time.GetUtcNow());
            var known = (await knowing).Where(network => staff.Scope(Roles.Operator).SeesNetwork(network.Id)).ToList();
            return await request.PageAsync(new OpsCampaignsView(staff, time.GetUtcNow(), query, read, known));
        }, cancellation);
}
