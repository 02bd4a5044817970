using Azure;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Listing;
using Campaigns.Mail;
using Campaigns.Reconciling;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>
/// Stores a launch. A crash between two writes leaves rows that say nothing: the campaign exists from the last transaction on,
/// and the same launch again finishes what was begun.
/// </summary>
sealed class LaunchWriter(
    CampaignTables tables, CampaignStore store, KeyRing keys, Outbox outbox, CampaignsOptions options, TimeProvider time, Witness? witness = null)
{
    public async Task<Campaign> WriteAsync(CampaignDraft draft, string id, string actor, CancellationToken cancellation)
    {
        var campaign = Lifecycle.Launch(draft, id, time.GetUtcNow());
        await new CampaignIndex(tables).AddAsync(id, campaign.LaunchedAt, cancellation);
        // The key comes before what it seals: of two launches at once both must seal with the one that stays.
        var key = await KeyAsync(id, cancellation);
        foreach (var batch in Children(draft, id, key).Chunk(Rows.OfATransaction))
            await tables.Campaigns.SubmitTransactionAsync(batch, cancellation);
        campaign = campaign with { MailRules = draft.MailRules?.Seal(key, id), LaunchedBy = LaunchedBy(draft, id, key) };
        try
        {
            await tables.Campaigns.SubmitTransactionAsync(Deciding(campaign, draft, key, actor), cancellation);
            witness?.Decided(id, Math.Max(campaign.Changes, witness.DecisionsOf(id) ?? 0));
            await new CampaignList(tables).WriteAsync(null, campaign, cancellation);
            return campaign;
        }
        catch (RequestFailedException exists) when (exists.Status == 409) // launched before, or the answer to our own write was lost
        {
            return (await store.FindAsync(id, cancellation))!;
        }
        finally
        {
            outbox.Ring(tables.Campaigns, id);
        }
    }

    static DeskPerson? LaunchedBy(CampaignDraft draft, string id, DataKey key) =>
        draft.SecondApproval && EmailAddress.TryParse(draft.LaunchedBy ?? draft.Coordinator, out var launcher) ? DeskPerson.Of(key, id, launcher) : null;

    async Task<DataKey> KeyAsync(string id, CancellationToken cancellation)
    {
        var (key, insert) = keys.Create(id);
        try
        {
            await tables.Campaigns.SubmitTransactionAsync([insert], cancellation);
            return key;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return await keys.GetAsync(id, cancellation);
        }
    }

    static IEnumerable<TableTransactionAction> Children(CampaignDraft draft, string id, DataKey key)
    {
        var texts = draft.Texts.Select(text => new TableEntity(id, Rows.Text(text.Key)) { ["Markdown"] = text.Value });
        var addressees = draft.Addressees.Select(to => SealedRow.Of(id, Rows.Addressee(to.Number), to, key));
        var invitations = draft.Invitations.Select(invited => SealedRow.Of(id, Rows.Invitation(invited.Number), invited, key));
        var covers = (draft.Covers ?? []).Select((cover, index) => SealedRow.Of(id, Rows.Cover(index + 1), cover, key));
        var named = (draft.MustSigns ?? []).Select(one => SealedRow.Of(id, Rows.MustSign(one.Number), one, key));
        TableEntity[] head = draft.Letterhead is { } sender ? [SealedRow.Of(id, Rows.Letterhead, sender, key)] : [];
        return texts.Concat(addressees).Concat(invitations).Concat(covers).Concat(named).Concat(head).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertMerge, row));
    }

    List<TableTransactionAction> Deciding(Campaign campaign, CampaignDraft draft, DataKey key, string actor)
    {
        var entry = JournalEntry.Of(campaign.LaunchedAt, actor, "Launched", campaign.Addressees, campaign.Invitations);
        var message = new CampaignLaunched(
            campaign.DeskLanguage, campaign.Title, options.DeskLink(campaign.Id), campaign.OpensAt, campaign.ClosesAt, campaign.TimeZone);
        return
        [
            new(TableTransactionActionType.Add, CampaignRow.Of(campaign).WithCoordinator(key, draft.Coordinator)),
            JournalRow.Insert(campaign.Id, entry, key),
            outbox.Add(key, campaign.Id, "launched", draft.Coordinator, message),
        ];
    }
}
