using System.Collections.Immutable;
using Campaigns.Access;
using Campaigns.Functions.Coordinators.Letters;
using Campaigns.Functions.Entrance;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Templates;
using Campaigns.Webhooks;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Coordinators;

/// <summary>Done, when there are neither errors nor a refusal.</summary>
public sealed record DeskOutcome(ImmutableArray<FieldError> Errors, string? Refusal);

/// <summary>Reads what a form asks for, has it carried out, and writes into the journal what the campaign's own row does not tell.</summary>
public sealed class DeskDecisions(CampaignDesk desk, CampaignStore store, SignatureBook book, LetterDecisions letters, CampaignWriter journal, LaunchCopy copy, TemplateStore templates, InvitationAdding invitations,
    WebhookStore webhooks, Approvals approvals, Approvers approvers, CampaignsOptions options, TimeProvider time)
{
    public Task<DeskOutcome> CarryOutAsync(
        DurableTaskClient client, Campaign campaign, string action, IReadOnlyDictionary<string, string> fields, Staff staff, CancellationToken cancellation)
    {
        var (input, actor) = (new DeskInput(fields), staff.Actor(Roles.Coordinator));
        return action switch
        {
            "open" => DecideAsync(new DeskCommand.OpenNow()),
            "extend" => DecideAsync(new DeskCommand.Extend(input.Deadline(campaign, time.GetUtcNow()))),
            "close" => DecideAsync(new DeskCommand.CloseNow()),
            "ask" or "approve" or "refuse" or "take-back" => ApprovalAsync(client, campaign, action, input, staff, cancellation),
            "cancel" => DecideAsync(new DeskCommand.Cancel(input.Reason())),
            "follow-ups" => DecideAsync(new DeskCommand.SetFollowUps(input.FollowUps(campaign, time.GetUtcNow()))),
            "round-approve" => DecideAsync(new DeskCommand.ApproveRound(input.Round())),
            "round-skip" => DecideAsync(new DeskCommand.SkipRound(input.Round())),
            "round-add" => AddRoundAsync(client, campaign, input, actor, cancellation),
            "purge" => DecideAsync(new DeskCommand.Purge(input.Purge())),
            "domains" => DomainsAsync(client, campaign, input, actor, cancellation),
            "remind" => DecideAsync(new DeskCommand.RemindNow()),
            "invite" => InviteAsync(client, campaign, input, actor, cancellation),
            "webhook" => WebhookAsync(campaign, input, actor, cancellation),
            "template" => TemplateAsync(campaign, input, cancellation),
            "vet" => VetAsync(campaign, input, actor, cancellation),
            "resend" or "readdress" or "hand-over" => letters.CarryOutAsync(campaign, action, input, actor, cancellation),
            "addendum" => AddendumAsync(campaign, input, actor, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };

        async Task<DeskOutcome> DecideAsync(DeskCommand command) => input.Errors.IsEmpty
            ? new([], (await desk.ActAsync(client, campaign.Id, command, actor, cancellation)).Refusal)
            : new(input.Errors, null);
    }

    async Task<DeskOutcome> ApprovalAsync(DurableTaskClient client, Campaign campaign, string action, DeskInput input, Staff staff, CancellationToken cancellation)
    {
        var request = action is "approve" or "refuse" ? input.Request(campaign) : 0;
        var reason = action == "refuse" ? input.Reason() : "";
        if (!input.Errors.IsEmpty && staff.Session is not null) return new(input.Errors, null); // a script is told that it cannot, whatever it sends
        var by = await approvers.FindAsync(campaign, staff.Session?.Email, cancellation);
        var act = action switch
        {
            "ask" => await approvals.AskAsync(campaign, by, cancellation),
            "approve" => await approvals.ApproveAsync(campaign, by, request, cancellation),
            "refuse" => await approvals.RefuseAsync(campaign, by, request, reason, cancellation),
            _ => Approvals.TakeBack(by),
        };
        return new([], (await desk.ActAsync(client, campaign.Id, act.Command, staff.Actor(Roles.Coordinator), act.Mails, cancellation)).Refusal);
    }

    async Task<DeskOutcome> DomainsAsync(DurableTaskClient client, Campaign campaign, DeskInput input, string actor, CancellationToken cancellation)
    {
        var rules = input.Domains();
        return input.Errors.IsEmpty ? new([], (await desk.SetMailRulesAsync(client, campaign, rules, actor, cancellation)).Refusal) : new(input.Errors, null);
    }

    async Task<DeskOutcome> InviteAsync(DurableTaskClient client, Campaign campaign, DeskInput input, string actor, CancellationToken cancellation) =>
        input.Invitations(campaign) is { } lines ? new([], (await invitations.AddAsync(client, campaign, lines, actor, cancellation)).Refusal) : new(input.Errors, null);

    async Task<DeskOutcome> AddRoundAsync(DurableTaskClient client, Campaign campaign, DeskInput input, string actor, CancellationToken cancellation) =>
        input.NewRound(campaign, await store.AddresseesAsync(campaign, cancellation), time.GetUtcNow()) is { } plan
            ? new([], (await desk.ActAsync(client, campaign.Id, new DeskCommand.AddRound(plan), actor, cancellation)).Refusal)
            : new(input.Errors, null);

    async Task<DeskOutcome> TemplateAsync(Campaign campaign, DeskInput input, CancellationToken cancellation)
    {
        var name = input.Name();
        if (input.Errors.IsEmpty) await templates.SaveAsync(campaign.Network, name, await copy.KindOfAsync(campaign, cancellation), cancellation);
        return new(input.Errors, null);
    }

    async Task<DeskOutcome> WebhookAsync(Campaign campaign, DeskInput input, string actor, CancellationToken cancellation)
    {
        var address = input.Webhook(options.WebhooksInside);
        if (!input.Errors.IsEmpty) return new(input.Errors, null);
        if (campaign.Purge?.BegunAt is not null) return new([], "Archived");
        if (address.Length > 0) await webhooks.SetAsync(campaign.Id, address, cancellation);
        else await webhooks.RemoveAsync(campaign.Id, cancellation);
        await NoteAsync(campaign, JournalEntry.Of(time.GetUtcNow(), actor, address.Length > 0 ? "WebhookSet" : "WebhookRemoved"), cancellation);
        return new([], null);
    }

    async Task<DeskOutcome> VetAsync(Campaign campaign, DeskInput input, string actor, CancellationToken cancellation)
    {
        var (signature, accept) = input.Vetting();
        if (!input.Errors.IsEmpty) return new(input.Errors, null);
        if (!await book.VetAsync(campaign, signature, accept, cancellation)) return new([], "NotInVetting");
        await NoteAsync(campaign, JournalEntry.Of(time.GetUtcNow(), actor, accept ? "SignatureAccepted" : "SignatureRefused"), cancellation);
        return new([], null);
    }

    async Task<DeskOutcome> AddendumAsync(Campaign campaign, DeskInput input, string actor, CancellationToken cancellation)
    {
        var until = input.Until(time.GetUtcNow());
        if (!input.Errors.IsEmpty) return new(input.Errors, null);
        var owed = Addendum.Owed(await book.AllAsync(campaign, cancellation), await store.JournalAsync(campaign.Id, cancellation));
        if (!owed.Any(signature => signature.LeftAt <= until)) return new([], "NothingOwed");
        await NoteAsync(campaign, JournalEntry.Of(time.GetUtcNow(), actor, Addendum.Told, until), cancellation);
        return new([], null);
    }

    Task NoteAsync(Campaign campaign, JournalEntry entry, CancellationToken cancellation) => journal.NoteAsync(campaign.Id, entry, cancellation);
}
