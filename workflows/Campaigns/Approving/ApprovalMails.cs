using Campaigns.Checks;
using Campaigns.Mail;

namespace Campaigns;

/// <summary>The mails about an approval, for the transaction that causes them. Each has one link, to the desk.</summary>
public sealed class ApprovalMails(CampaignsOptions options)
{
    /// <summary>To each of those who could approve.</summary>
    /// <param name="asker">Address of who asks; null: the campaign itself.</param>
    internal IEnumerable<CampaignMail> Asked(Campaign campaign, IReadOnlyList<EmailAddress> others, string? asker)
    {
        if (SecondPerson.Waiting(campaign) is not { } request) return [];
        var message = new SecondApprovalAsked(
            campaign.DeskLanguage, campaign.Title, options.DeskLink(campaign.Id), asker, campaign.Addressees, request.Count, request.AskedAt, campaign.TimeZone, request.Reminders > 0);
        var id = request.Reminders == 0 ? $"second-{request.Number}" : $"second-{request.Number}-reminder-{request.Reminders}";
        return others.Select((to, index) => new CampaignMail($"{id}-{index}", message, to.Address));
    }

    /// <summary>To who asked.</summary>
    internal IEnumerable<CampaignMail> Refused(Campaign campaign, string asker, string reason) =>
        [new($"second-{campaign.ApprovalRequests}-refused", new SecondApprovalRefused(campaign.DeskLanguage, campaign.Title, options.DeskLink(campaign.Id), reason), asker)];

    /// <summary>At the close: to the coordinator, that a decision is needed; or that others were asked, and to them; or that nothing is sent.</summary>
    internal IEnumerable<CampaignMail> AtTheClose(Campaign campaign, Reached reached, IReadOnlyList<EmailAddress> others)
    {
        var (desk, count) = (options.DeskLink(campaign.Id), reached.Count);
        if (campaign.NotSentAt is not null) return [new("not-sent", new NothingSent(campaign.DeskLanguage, campaign.Title, desk, MissedConditions.Of(campaign, reached)))];
        if (campaign.Phase != Phase.Approval) return [];
        if (campaign.ApprovalRequest is null)
            return [new("approval-needed", new ApprovalNeeded(campaign.DeskLanguage, campaign.Title, desk, count, campaign.MinimumSignatures, campaign.MinimumCountries) { Second = campaign.SecondApproval, Conditions = MissedConditions.Of(campaign, reached) })];
        return [new("second-awaited", new SecondApprovalAwaited(campaign.DeskLanguage, campaign.Title, desk, count)), .. Asked(campaign, others, null)];
    }
}
