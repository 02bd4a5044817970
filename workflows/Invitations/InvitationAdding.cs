using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Invitations;

/// <summary>Invites more people to a campaign that has been launched: the rows first, then the decision, which has the campaign write their mails.</summary>
public sealed class InvitationAdding(CampaignTables tables, KeyRing keys, CampaignStore store, CampaignDesk desk, TimeProvider time)
{
    /// <param name="lines">One a line, as the launch's <c>invitations</c>; line numbers of errors count from 1.</param>
    public static Checked<InvitationLines> Read(Campaign campaign, string lines)
    {
        var fields = new LaunchFields(LaunchInput.FromForm(new Dictionary<string, string> { ["invitations"] = lines }));
        var read = new LaunchLists(fields, campaign.Language).Invitations();
        if (fields.Errors.Count == 0 && read.IsEmpty) fields.Required("invitations");
        if (campaign.Signatories == SignatoryRule.Individuals) fields.Refuse("invitations", "NotAllowedHere");
        if (campaign.Invitations + read.Length > Limits.Invitations) fields.Refuse("invitations", "TooMany", LaunchFields.Number(Limits.Invitations));
        return fields.Errors.Count == 0 ? Checked<InvitationLines>.Valid(new(read)) : Checked<InvitationLines>.Invalid(fields.Errors);
    }

    /// <summary>Who has been invited already is left as they are.</summary>
    public async Task<DeskResult> AddAsync(DurableTaskClient client, Campaign campaign, InvitationLines lines, string actor, CancellationToken cancellation = default)
    {
        if (Lifecycle.Decide(campaign, new DeskCommand.Invite(int.MaxValue), time.GetUtcNow(), actor).Refusal is { } refusal) return new(refusal);
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return new("Archived");
        var there = await store.InvitationsAsync(campaign, cancellation);
        var known = there.SelectMany(one => one.Addresses).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var last = there.Select(one => one.Number).DefaultIfEmpty(0).Max();
        Invitation[] added = [.. lines.Invitations.Where(one => !known.Contains(KeyOf(one.Email))).Select((one, index) => one with { Number = last + index + 1 })];
        if (added.Length == 0) return new("AllInvited");
        try
        {
            foreach (var batch in added.Chunk(Rows.OfATransaction))
                await tables.Campaigns.SubmitTransactionAsync(batch.Select(one => new TableTransactionAction(
                    TableTransactionActionType.Add, SealedRow.Of(campaign.Id, Rows.Invitation(one.Number), one, key))), cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return new("Busy"); // somebody else is adding some
        }
        return await desk.ActAsync(client, campaign.Id, new DeskCommand.Invite(last + added.Length), actor, cancellation);
    }

    static string KeyOf(string email) => EmailAddress.TryParse(email, out var address) ? address.Key : email;
}

/// <summary>Invitations that passed every check.</summary>
public sealed record InvitationLines(ImmutableArray<Invitation> Invitations);
