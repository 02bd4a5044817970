using Campaigns.Abuse;
using Campaigns.Checks;

namespace Campaigns;

/// <summary>Checks a launch: every field, every line. Reports all errors at once.</summary>
public static class LaunchReader
{
    /// <param name="now">Tells past from future, and stands for the opening of a campaign that opens at once.</param>
    public static Checked<CampaignDraft> Read(LaunchInput input, DateTimeOffset now)
    {
        if (input.Errors.Any(error => error.Field.Length == 0)) return Checked<CampaignDraft>.Invalid(input.Errors);

        var fields = new LaunchFields(input);
        var draft = Draft(fields, now);
        return fields.Errors.Count == 0 ? Checked<CampaignDraft>.Valid(draft) : Checked<CampaignDraft>.Invalid(fields.Errors);
    }

    static CampaignDraft Draft(LaunchFields fields, DateTimeOffset now)
    {
        var title = fields.Line("title", Limits.Title);
        var (language, texts) = LaunchTexts.Read(fields);
        var schedule = new LaunchTimes(fields, now).Read();
        var lists = new LaunchLists(fields, language);
        var addressees = lists.Addressees();
        var rounds = new LaunchRounds(fields, schedule, addressees, now);
        var (publication, publications) = LaunchPublications.Read(fields);
        var draft = new CampaignDraft
        {
            Title = title,
            Language = language,
            Texts = texts,
            Titles = LaunchLanguages.ReadTitles(fields, language, texts.Keys),
            ApprovedBy = LaunchLanguages.ReadApprovals(fields, language, texts.Keys),
            Window = schedule.Window,
            ClosesAt = schedule.ClosesAt,
            Grace = LaunchGrace.Read(fields, schedule),
            TimeZone = schedule.TimeZone,
            OpensAt = schedule.OpensAt,
            Signatories = fields.Choice("signatories",
                ("organisations", SignatoryRule.Organisations), ("individuals", SignatoryRule.Individuals), ("both", SignatoryRule.Both)),
            DefaultPublication = publication,
            Publications = publications,
            NeutralMail = fields.Choice("neutralMail", ("no", false), ("yes", true)),
            Urgent = fields.Choice("urgent", ("no", false), ("yes", true)),
            Vetting = fields.Choice("vetting", ("none", VettingRule.None), ("coordinator", VettingRule.Coordinator), ("uninvited", VettingRule.Uninvited)),
            MinimumSignatures = fields.Count("minimumSignatures", Limits.Threshold),
            MinimumCountries = fields.Count("minimumCountries", Country.All.Count),
            Approval = fields.Choice("approval",
                ("automatic", ApprovalRule.Automatic), ("always", ApprovalRule.Always), ("below-threshold", ApprovalRule.BelowThreshold)),
            SecondApproval = fields.Choice("secondApproval", ("no", false), ("yes", true)),
            Addressees = addressees,
            Covers = LaunchCovers.Read(fields, language, addressees),
            Letterhead = SenderHead.Read(fields.Text(SenderHead.NameField), fields.Text(SenderHead.ContactField), fields.Refuse),
            Invitations = lists.Invitations(),
            Reminders = LaunchReminders.Read(fields, schedule, now),
            EmbargoUntil = schedule.EmbargoUntil,
            EmbargoExceptReviewers = rounds.ExceptsReviewers(),
            Rounds = rounds.Read(),
            Target = fields.Count("target", Limits.Threshold),
            Network = fields.Text("network") is { Length: > 0 } network ? network : null, // the door knows which there are
            Retention = ReadRetention(fields),
            FollowUps = LaunchFollowUps.Read(fields),
            MailRules = ReadMailRules(fields),
            Coordinator = fields.Address("coordinator"),
            CoordinatorLanguage = ReadLanguage(fields, LaunchInput.CoordinatorLanguage),
        };
        draft = LaunchConditions.Read(fields, schedule, draft, now);
        if (draft.Signatories == SignatoryRule.Individuals && draft.Invitations.Length > 0) fields.Refuse("invitations", "NotAllowedHere");
        return draft;
    }

    /// <summary>A round of letters for a campaign that there is already, as a line of <c>rounds</c>; its time becomes a date.</summary>
    public static Checked<RoundPlan> Round(string line, Campaign campaign, IReadOnlyList<Addressee> addressees, DateTimeOffset now)
    {
        var fields = new LaunchFields(LaunchInput.FromForm(new Dictionary<string, string> { [LaunchRounds.Field] = line }));
        var opens = campaign.OpenedAt ?? campaign.OpensAt;
        var schedule = new LaunchSchedule(campaign.TimeZone, opens, campaign.Window, campaign.ClosesAt, campaign.EmbargoUntil, campaign.ClosesAt);
        var read = new LaunchRounds(fields, schedule, addressees, now).Read();
        if (read is null && fields.Errors.Count == 0) fields.Required(LaunchRounds.Field);
        return fields.Errors.Count == 0 ? Checked<RoundPlan>.Valid(read!.Value[0] with { Chosen = "" }) : Checked<RoundPlan>.Invalid(fields.Errors);
    }

    static string? ReadLanguage(LaunchFields fields, string field)
    {
        var typed = fields.Text(field);
        if (typed.Length == 0) return null;
        if (Checks.LanguageTag.TryParse(typed, out var tag)) return tag;
        fields.Refuse(field, "NotALanguage");
        return null;
    }

    static MailRules? ReadMailRules(LaunchFields fields)
    {
        var rules = MailRulesReader.Read(
            field => string.Join(' ', fields.Input.Lists.GetValueOrDefault(field, []).Select(line => line.Text)), fields.Refuse);
        return rules.IsEmpty ? null : rules;
    }

    static string? ReadRetention(LaunchFields fields)
    {
        var typed = fields.Text("retention");
        if (typed.Length == 0) return null;
        var chosen = IsoDuration.Read(typed);
        if (Retention.Refusal(chosen) is not var (reason, arguments)) return IsoDuration.Write(chosen!);
        fields.Refuse("retention", reason, arguments);
        return null;
    }
}
