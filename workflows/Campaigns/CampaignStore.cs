using System.Collections.Concurrent;
using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>Reads a campaign's rows.</summary>
public sealed class CampaignStore(CampaignTables tables, KeyRing keys) : ICampaignSource
{
    const int TextsKept = 1_000;

    // Everybody who signs asks for the same row; a shared read is as new as one's own.
    readonly SharedReads<Campaign?> found = new(async id => (await ReadAsync(tables, id, CancellationToken.None))?.Campaign);
    readonly ConcurrentDictionary<string, string> texts = new();

    /// <summary>The campaign as it is now, or null; any text may be asked for.</summary>
    public async Task<Campaign?> FindAsync(string id, CancellationToken cancellation = default) =>
        CampaignId.Is(id) ? await found.GetAsync(id, cancellation) : null;

    /// <summary>The statement in <paramref name="language"/>, or in the authoritative one where there is none. Kept under its hash.</summary>
    public async Task<(string Language, string Markdown)> TextAsync(Campaign campaign, string language, CancellationToken cancellation = default)
    {
        var chosen = campaign.Languages.Contains(language) ? language : campaign.Language;
        var name = $"{campaign.Id}|{campaign.TextHash}|{chosen}";
        if (texts.TryGetValue(name, out var known)) return (chosen, known);
        var row = await tables.Campaigns.GetEntityAsync<TableEntity>(campaign.Id, Rows.Text(chosen), cancellationToken: cancellation);
        if (texts.Count >= TextsKept) texts.Clear();
        return (chosen, texts[name] = row.Value.GetString("Markdown")!);
    }

    /// <summary>Empty after the purge, as everything that was sealed.</summary>
    public Task<IReadOnlyList<Addressee>> AddresseesAsync(Campaign campaign, CancellationToken cancellation = default) =>
        OpenAllAsync<Addressee>(campaign, Rows.Addressees, cancellation);

    /// <summary>The cover paragraphs, in the order in which they were given.</summary>
    public Task<IReadOnlyList<Cover>> CoversAsync(Campaign campaign, CancellationToken cancellation = default) =>
        OpenAllAsync<Cover>(campaign, Rows.Covers, cancellation);

    /// <summary>The letterhead that was given at the launch; null for none.</summary>
    public Task<SenderHead?> LetterheadAsync(Campaign campaign, CancellationToken cancellation = default) =>
        OpenAsync<SenderHead>(campaign, Rows.Letterhead, cancellation);

    /// <summary>The organisations that have to sign, in the order in which they were given.</summary>
    public Task<IReadOnlyList<MustSign>> MustSignsAsync(Campaign campaign, CancellationToken cancellation = default) =>
        OpenAllAsync<MustSign>(campaign, Rows.MustSigns, cancellation);

    public Task<IReadOnlyList<Invitation>> InvitationsAsync(Campaign campaign, CancellationToken cancellation = default) =>
        OpenAllAsync<Invitation>(campaign, Rows.Invitations, cancellation);

    /// <summary>One addressee, or null when there is none of this number.</summary>
    public Task<Addressee?> AddresseeAsync(Campaign campaign, int number, CancellationToken cancellation = default) =>
        OpenAsync<Addressee>(campaign, Rows.Addressee(number), cancellation);

    /// <summary>One invitation, or null when there is none of this number.</summary>
    public Task<Invitation?> InvitationAsync(Campaign campaign, int number, CancellationToken cancellation = default) =>
        OpenAsync<Invitation>(campaign, Rows.Invitation(number), cancellation);

    /// <summary>The address that the reports go to.</summary>
    public async Task<string> CoordinatorAsync(Campaign campaign, CancellationToken cancellation = default) =>
        (await ReadAsync(campaign.Id, cancellation))!.Coordinator(await keys.GetAsync(campaign.Id, cancellation));

    /// <summary>What happened, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(string id, CancellationToken cancellation = default)
    {
        if (!CampaignId.Is(id)) return [];
        var key = await keys.FindAsync(id, cancellation);
        var rows = await tables.Campaigns.WithPrefixAsync(id, Rows.JournalEntries, cancellation);
        return [.. rows.Select(row => JournalRow.Read(row, key))];
    }

    /// <summary>Newest first; <paramref name="active"/> false gives dispatched and cancelled ones that have nothing left to do.</summary>
    public async Task<IReadOnlyList<Campaign>> ListAsync(bool active, CancellationToken cancellation = default)
    {
        var ids = await new CampaignIndex(tables).IdsAsync(active, cancellation);
        var campaigns = new Campaign?[ids.Count];
        await Parallel.ForAsync(0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
            async (index, stop) => campaigns[index] = await FindAsync(ids[index], stop));
        return [.. campaigns.OfType<Campaign>().Where(campaign => active != CampaignIndex.IsOver(campaign))
            .OrderByDescending(campaign => campaign.LaunchedAt).ThenBy(campaign => campaign.Id, StringComparer.Ordinal)];
    }

    internal Task<StoredCampaign?> ReadAsync(string id, CancellationToken cancellation) => ReadAsync(tables, id, cancellation);

    static async Task<StoredCampaign?> ReadAsync(CampaignTables tables, string id, CancellationToken cancellation)
    {
        if (!CampaignId.Is(id)) return null;
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(id, Rows.Campaign, cancellationToken: cancellation);
        return row.HasValue ? CampaignRow.Read(row.Value!) : null;
    }

    async Task<T?> OpenAsync<T>(Campaign campaign, string name, CancellationToken cancellation) where T : class
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null; // purged
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(campaign.Id, name, cancellationToken: cancellation);
        return row.HasValue ? SealedRow.Open<T>(row.Value!, key) : null;
    }

    async Task<IReadOnlyList<T>> OpenAllAsync<T>(Campaign campaign, string prefix, CancellationToken cancellation)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return []; // purged
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, prefix, cancellation);
        return [.. rows.Select(row => SealedRow.Open<T>(row, key))];
    }
}
