using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators;

/// <summary>A campaign from beginning to end on one page, for its coordinator.</summary>
public sealed class GuideDoor(Guard guard)
{
    [Function("Guide")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/guide")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => request.PageAsync(new GuideView(staff)), cancellation);
}

public sealed record GuideView(Staff Staff) : IView<GuidePage>
{
    /// <summary>Parts of the resource keys: <c>Guide_{part}</c> is a heading, <c>Guide_{part}_1</c> and on its points.</summary>
    public static readonly IReadOnlyList<string> Parts = ["launch", "open", "close", "letters", "after", "danger"];
}
