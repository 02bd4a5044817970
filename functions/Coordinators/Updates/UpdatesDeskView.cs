using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Mail;
using Campaigns.Updates;

namespace Campaigns.Functions.Coordinators.Updates;

/// <summary>The updates of a campaign: what was sent, and the form for the next one.</summary>
/// <param name="Readers">How many get updates, by their language.</param>
public sealed record UpdatesDeskView(
    Staff Staff, Campaign Campaign, DateTimeOffset Now, FormState Form, IReadOnlyDictionary<string, int> Readers, IReadOnlyList<WrittenUpdate> Written, IReadOnlyDictionary<int, UpdateTally> Tallies)
    : IView<UpdatesDeskPage>
{
    /// <summary>What was typed, looked at; null before that.</summary>
    public UpdatePreview? Preview { get; init; }

    /// <summary>The text was changed after it had been looked at.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Why nothing was sent: the resource <c>Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    public int People => Readers.Values.Sum();

    public bool MayWrite => Campaign.OpenedAt is not null && Campaign.Purge is null;
}

/// <param name="Mark">Says of which texts this is the preview.</param>
/// <param name="Mails">One for each language of the readers, with how many they are.</param>
public sealed record UpdatePreview(string Mark, IReadOnlyList<(string Language, int People, MailContent Mail)> Mails);
