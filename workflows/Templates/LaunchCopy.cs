using System.Collections.Immutable;
using Campaigns.Invitations;
using Campaigns.Signatures;
using NodaTime;

namespace Campaigns.Templates;

/// <summary>A campaign as the fields of the form that would launch it again. Times that have passed are left out: its window is counted from
/// the new opening.</summary>
public sealed class LaunchCopy(CampaignStore store, CampaignDesk desk)
{
    /// <summary>Fields that belong to one campaign and not to its kind.</summary>
    static readonly ImmutableArray<string> OfOneCampaign = ["title", "statement", "invitations", "coordinator", "network"];

    /// <summary>Everything that is still stored; after a purge the people are missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var fields = Rules(campaign);
        foreach (var language in campaign.Languages)
            fields[language == campaign.Language ? "statement" : "statement." + language] = (await store.TextAsync(campaign, language, cancellation)).Markdown;
        foreach (var (language, title) in campaign.Titles ?? ImmutableSortedDictionary<string, string>.Empty) fields[LaunchLanguages.Titles + language] = title;
        fields["addressees"] = string.Join('\n', (await store.AddresseesAsync(campaign, cancellation))
            .Select(AddresseeLine.Write));
        fields["covers"] = string.Join('\n', (await store.CoversAsync(campaign, cancellation)).Select(LaunchCovers.Write));
        if (await store.LetterheadAsync(campaign, cancellation) is { } head)
            (fields[SenderHead.NameField], fields[SenderHead.ContactField]) = (head.Name, head.Contact);
        fields[LaunchConditions.MustSignField] = string.Join('\n', (await store.MustSignsAsync(campaign, cancellation)).Select(LaunchConditions.Write));
        fields[LaunchRounds.Field] = string.Join('\n', campaign.Rounds.Select(LaunchRounds.Write).OfType<string>().Where(_ => campaign.Addressees > 0));
        fields["invitations"] = Lines((await store.InvitationsAsync(campaign, cancellation)).Where(one => !one.IsErased)
            .Select(InvitationLine.Cells));
        foreach (var (field, domains) in (await desk.MailRulesAsync(campaign, cancellation)).Lists) fields[field] = string.Join('\n', domains);
        return fields;
    }

    /// <summary>The same without what belongs to that one campaign: texts, and who was invited.</summary>
    public async Task<IReadOnlyDictionary<string, string>> KindOfAsync(Campaign campaign, CancellationToken cancellation = default) =>
        (await OfAsync(campaign, cancellation)).Where(field => !OfOneCampaign.Contains(field.Key) && !field.Key.StartsWith("statement.", StringComparison.Ordinal) && !field.Key.StartsWith(LaunchLanguages.Titles, StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);

    static Dictionary<string, string> Rules(Campaign campaign) => new(StringComparer.Ordinal)
    {
        ["title"] = campaign.Title,
        ["language"] = campaign.Language,
        ["window"] = Window(campaign),
        ["timeZone"] = campaign.TimeZone,
        ["grace"] = LaunchGrace.Write(campaign.Grace),
        ["signatories"] = campaign.Signatories.ToString().ToLowerInvariant(),
        ["vetting"] = campaign.Vetting.ToString().ToLowerInvariant(),
        ["approval"] = campaign.Approval == ApprovalRule.BelowThreshold ? "below-threshold" : campaign.Approval.ToString().ToLowerInvariant(),
        ["secondApproval"] = campaign.SecondApproval ? "yes" : "no",
        ["minimumSignatures"] = $"{campaign.MinimumSignatures}",
        ["minimumCountries"] = $"{campaign.MinimumCountries}",
        ["maximumObjections"] = $"{campaign.MaximumObjections}",
        ["whenMissed"] = Conditions.Word(campaign.WhenMissed),
        ["extendBy"] = campaign.ExtendBy ?? "",
        ["target"] = $"{campaign.Target}",
        ["reminders"] = string.Join(", ", campaign.Reminders.Where(reminder => reminder.Chosen != ReminderPlan.Now).Select(reminder => reminder.Chosen)),
        ["followUps"] = string.Join(", ", campaign.FollowUps.Where(plan => plan.Chosen.Length > 0).Select(plan => plan.Chosen)),
        ["retention"] = Retention.Of(campaign),
        ["urgent"] = campaign.Urgent ? "yes" : "no",
        ["neutralMail"] = campaign.NeutralMail ? "yes" : "no",
        ["publications"] = string.Join(", ", campaign.Publications.Select(Word)),
        ["publication"] = Word(campaign.DefaultPublication),
        ["network"] = campaign.Network ?? "",
    };

    /// <summary>As it was chosen; where a deadline was given, the time between opening and deadline.</summary>
    static string Window(Campaign campaign)
    {
        if (campaign.Window is { } chosen) return chosen;
        if (campaign.ClosesAt is not { } closes) return LaunchSchedule.NoDeadline;
        var length = Duration.FromTimeSpan(closes - (campaign.OpenedAt ?? campaign.OpensAt));
        return IsoDuration.Write(Period.FromMinutes((long)Math.Max(1, Math.Ceiling(length.TotalMinutes))).Normalize());
    }

    static string Word(Publication publication) => SignatureForm.Publications.First(one => one.Value == publication).Name;

    static string Lines(IEnumerable<string[]> entries) => string.Join('\n', entries.Select(ListCells.Join));
}
