using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>"Is this safe?": for people who are afraid for good reason.</summary>
public sealed class SafeDoor
{
    [Function("Safe")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "safe")] HttpRequest request)
    {
        request.IsPublic();
        return await request.PageAsync(new SafeView());
    }
}

/// <summary>The same for everybody.</summary>
public sealed record SafeView : IView<SafePage>
{
    /// <summary>Parts of the resource keys: <c>Safe_{part}</c> is a heading, <c>Safe_{part}_1</c> and on its points.</summary>
    public static readonly IReadOnlyList<string> Parts = ["stored", "seen", "withheld", "state", "less", "undone", "lasting"];
}
