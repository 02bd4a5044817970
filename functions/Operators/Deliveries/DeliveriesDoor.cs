using Campaigns.Access;
using Campaigns.Deliveries;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Operators.Deliveries;

/// <summary>Letters and mails by state, with filters in the address.</summary>
public sealed class DeliveriesDoor(Guard guard, CampaignReading campaigns, DeliveryReading reading, TimeProvider time)
{
    public const string Path = "/ops/deliveries";

    [Function("OperationsDeliveries")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/deliveries")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff =>
        {
            if (DeliveryQuery.Read(request.Query) is not { } query) return await campaigns.RefusedAsync(request, StatusCodes.Status400BadRequest, Path);
            query = query with { Choosing = query.Choosing && staff.Is(Roles.Operator) };
            var read = await reading.ReadAsync(staff, query, DeliveryPage.Size, cancellation);
            if (request.WantsJson()) return DeliveryJson.Page(read, time.GetUtcNow());
            return await request.PageAsync(new DeliveriesView(staff, time.GetUtcNow(), query, read, guard.Form(staff, Path), !query.Choosing && Refreshing.Starts(request)));
        }, cancellation);
}
