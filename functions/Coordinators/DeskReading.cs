using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Letters.Replies;
using Campaigns.Letters.Replies.Inbound;
using Campaigns.Signatures;
using Campaigns.Webhooks;

namespace Campaigns.Functions.Coordinators;

/// <summary>Reads what a desk shows.</summary>
public sealed class DeskReading(CampaignStore store, SignatureBook book, InvitationBoard invitations, CampaignDesk desk, LetterLedger ledger, WebhookStore webhooks, ReplyStore replies, InboundReplies incoming, ApprovalReading approvals, CampaignsOptions options, TimeProvider time)
{
    const int PastAtOnce = 50;

    public async Task<DeskFacts> FactsAsync(Campaign campaign, CancellationToken cancellation)
    {
        var count = CountAsync(campaign, cancellation);
        var progress = book.ProgressAsync(campaign, cancellation);
        var signatures = book.AllAsync(campaign, cancellation);
        var invited = invitations.ReadAsync(campaign, cancellation);
        var letters = ledger.BoardsAsync(campaign, cancellation);
        var letterCounts = ledger.CountAsync(campaign, cancellation);
        var journal = store.JournalAsync(campaign.Id, cancellation);
        var now = time.GetUtcNow();
        return new(campaign, now, await count, await progress, await signatures, await invited, (await letters)[Plan.FirstRound], await letterCounts, await journal)
        {
            Conditions = await ConditionsAsync(campaign, await count, await invited, cancellation),
            Boards = await letters,
            NextReminder = ReminderPreview.Next(campaign, await invited, options, now),
            ReminderNow = ReminderPreview.Now(campaign, await invited, options, now),
            MailRules = await desk.MailRulesAsync(campaign, cancellation),
            Second = await approvals.FactsAsync(campaign, cancellation),
            Webhook = await WebhookAsync(campaign, cancellation),
            FollowUps = await ledger.FollowUpsAsync(campaign, cancellation),
            Replied = await replies.AnsweredAsync(campaign.Id, cancellation),
            Incoming = campaign.DispatchBegunAt is null ? new Dictionary<int, int>() : await incoming.WaitingAsync(campaign.Id, cancellation),
        };
    }

    async Task<ConditionBoard?> ConditionsAsync(Campaign campaign, Count count, IEnumerable<InvitationStatus> invited, CancellationToken cancellation) =>
        !ConditionBoard.Matter(campaign) ? null : ConditionBoard.Of(
            campaign, await book.ReachedAsync(campaign, count, cancellation), await store.MustSignsAsync(campaign, cancellation), invited.Select(one => one.Invitation));

    async Task<WebhookFacts?> WebhookAsync(Campaign campaign, CancellationToken cancellation) =>
        await webhooks.FindAsync(campaign.Id, cancellation) is { } webhook
            ? new(webhook, await webhooks.SecretAsync(campaign.Id, webhook.Address, cancellation), await webhooks.LogAsync(campaign.Id, cancellation))
            : null;

    public async Task<(IReadOnlyList<DeskEntry> Active, IReadOnlyList<DeskEntry> Past)> ListAsync(Func<Campaign, bool> sees, CancellationToken cancellation)
    {
        // What waits for a person stands first, then what comes soonest.
        var active = (await store.ListAsync(active: true, cancellation)).Where(sees)
            .OrderBy(campaign => campaign.Phase != Phase.Approval).ThenBy(campaign => Plan.Next(campaign).DueAt ?? DateTimeOffset.MaxValue);
        var past = (await store.ListAsync(active: false, cancellation)).Where(sees);
        return (await EntriesAsync(active, cancellation), await EntriesAsync(past.Take(PastAtOnce), cancellation));
    }

    async Task<IReadOnlyList<DeskEntry>> EntriesAsync(IEnumerable<Campaign> campaigns, CancellationToken cancellation) =>
        await Task.WhenAll(campaigns.Select(async campaign => new DeskEntry(campaign, await CountAsync(campaign, cancellation))));

    async Task<Count> CountAsync(Campaign campaign, CancellationToken cancellation) =>
        campaign.FinalCount ?? await book.CountAsync(campaign, cancellation);
}
