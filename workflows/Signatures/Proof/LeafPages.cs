using System.Collections.Concurrent;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures.Proof;

/// <summary>The leaves of frozen lists, and which row speaks for an organisation that several people signed for; in the campaign's partition.</summary>
internal sealed class LeafPages(TableClient table)
{
    const int Kept = 50;
    readonly ConcurrentDictionary<string, IReadOnlyList<LeafPageHead>> heads = new();

    /// <summary>What the names of the pages of a campaign's list begin with: of the round as which it is seen.</summary>
    public static string Of(Campaign campaign) => campaign.InRound == Plan.FirstRound ? Rows.LeafPages : Rows.RoundLeavesOf(campaign.InRound, campaign.DispatchBegunAt!.Value);

    public Task WriteAsync(string campaignId, string list, LeafPage page, CancellationToken cancellation) =>
        table.UpsertEntityAsync(page.Row(campaignId, list), TableUpdateMode.Replace, cancellation);

    /// <param name="shared">At most 100.</param>
    public Task WriteLinesAsync(string campaignId, IEnumerable<SharedLine> shared, CancellationToken cancellation) =>
        table.SubmitTransactionAsync(shared.Select(line => new TableTransactionAction(TableTransactionActionType.UpsertReplace,
            new TableEntity(campaignId, Rows.SharedLine(line.OrganisationKey)) { ["Partition"] = line.Partition, ["Signature"] = line.Id })), cancellation);

    /// <summary>Where the line of an organisation is that several people signed for; null when only one did.</summary>
    public async Task<(string Partition, string Id)?> LineAsync(string campaignId, string organisationKey, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(campaignId, Rows.SharedLine(organisationKey), cancellationToken: cancellation);
        return row.HasValue ? (row.Value!.GetString("Partition")!, row.Value.GetString("Signature")!) : null;
    }

    public async Task<LeafPage> ReadAsync(Campaign campaign, int number, CancellationToken cancellation) =>
        LeafPage.Read((await table.GetEntityAsync<TableEntity>(campaign.Id, Rows.LeafPage(Of(campaign), number), cancellationToken: cancellation)).Value, number);

    /// <summary>The heads of all pages, in order; kept, because a frozen list does not change.</summary>
    /// <exception cref="InvalidOperationException">They are not those of the list that the campaign names.</exception>
    public async Task<IReadOnlyList<LeafPageHead>> HeadsAsync(Campaign campaign, ListSeal list, CancellationToken cancellation)
    {
        var name = $"{campaign.Id}|{list.Root}";
        if (heads.TryGetValue(name, out var known)) return known;
        var rows = await table.WithPrefixAsync(campaign.Id, Of(campaign), cancellation, ["RowKey", "First", "Root"]);
        LeafPageHead[] read = [.. rows.Select(row => new LeafPageHead(row.GetString("First") ?? "", row.GetBinary("Root")!))];
        if (Convert.ToHexStringLower(Merkle.Root([.. read.Select(page => page.Root)])) != list.Root)
            throw new InvalidOperationException($"The stored leaves of campaign {campaign.Id} are not those of its list.");
        if (heads.Count >= Kept) heads.Clear();
        return heads[name] = read;
    }
}
