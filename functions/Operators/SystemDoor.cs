using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators;

/// <summary>What the app stands on, and who looked last.</summary>
public sealed class SystemDoor(Guard guard, SystemReading reading, TimeProvider time)
{
    public const string Path = "/ops/system";

    [Function("OperationsSystem")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/system")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff =>
        {
            var view = new OpsSystemView(staff, time.GetUtcNow(), await reading.ReadAsync(client, cancellation), Refreshing.Starts(request));
            return request.WantsJson() ? OpsJson.System(view) : await request.PageAsync(view);
        }, cancellation);
}
