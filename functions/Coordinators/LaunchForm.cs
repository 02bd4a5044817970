using Campaigns.Functions.Doors;

namespace Campaigns.Functions.Coordinators;

/// <summary>Turns what was posted into what <see cref="LaunchReader"/> reads.</summary>
static class LaunchForm
{
    const string Coordinator = "coordinator";

    /// <param name="email">Of the coordinator who launches; stands where no address for the reports was given.</param>
    /// <param name="language">Of the page, in which they read: their mail comes in it. Scripts have no page, and may name one.</param>
    public static LaunchInput Input(PostedForm posted, string? email, string language)
    {
        var input = posted.Json is { } json ? LaunchInput.FromJson(json) : LaunchInput.FromForm(posted.Fields);
        if (email is not null && posted.Json is null)
            input = input with { Fields = new Dictionary<string, string>(input.Fields) { [LaunchInput.CoordinatorLanguage] = language } };
        var isMissing = email is not null && string.IsNullOrWhiteSpace(input.Fields.GetValueOrDefault(Coordinator))
            && input.Errors.All(error => error.Field != Coordinator);
        return isMissing ? input with { Fields = new Dictionary<string, string>(input.Fields) { [Coordinator] = email! } } : input;
    }

    /// <summary>Adds what the reader cannot know: whether the network is one of theirs, and its letterhead, which stands where the campaign was given none.</summary>
    public static Checked<CampaignDraft> InNetwork(Checked<CampaignDraft> read, LaunchInput input, LaunchChoices choices)
    {
        var named = input.Fields.GetValueOrDefault("network", "").Trim();
        var reason = named.Length == 0 ? choices.MayBeNone ? null : "Required" : choices.Networks.Any(one => one.Id == named) ? null : "Unknown";
        if (reason is null && read.IsValid && read.Value.Letterhead is null && choices.Offices?.Letterhead is { } head && choices.Network?.Id == named)
            return Checked<CampaignDraft>.Valid(read.Value with { Letterhead = head });
        return reason is null ? read : Checked<CampaignDraft>.Invalid([new("network", reason), .. read.Errors]);
    }
}
