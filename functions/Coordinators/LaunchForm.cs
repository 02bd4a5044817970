using Campaigns.Functions.Doors;

namespace Campaigns.Functions.Coordinators;

/// <summary>Turns what was posted into what <see cref="LaunchReader"/> reads.</summary>
static class LaunchForm
{
    const string Coordinator = "coordinator";

    /// <param name="email">Of the coordinator who launches; stands where no address for the reports was given.</param>
    public static LaunchInput Input(PostedForm posted, string? email)
    {
        var input = posted.Json is { } json ? LaunchInput.FromJson(json) : LaunchInput.FromForm(posted.Fields);
        var isMissing = email is not null && string.IsNullOrWhiteSpace(input.Fields.GetValueOrDefault(Coordinator))
            && input.Errors.All(error => error.Field != Coordinator);
        return isMissing ? input with { Fields = new Dictionary<string, string>(input.Fields) { [Coordinator] = email! } } : input;
    }
}
