using Azure.Data.Tables;
using Campaigns.Bench.Frame;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Bench.Book;

/// <summary>A campaign with a number of confirmed signatures, whose rows are written by the book's own row code, a hundred at a time.</summary>
sealed class CloseHouse : ICampaignSource
{
    public const int Shards = 4;

    readonly KeyRing keys;
    readonly CampaignTables tables;

    CloseHouse(TableServiceClient service)
    {
        tables = new(service);
        var options = new CampaignsOptions { BaseUrl = "https://campaigns.example.org", MasterKey = Convert.ToBase64String(new byte[DataKey.Size]) };
        keys = new(tables, options, TimeProvider.System);
        Book = new(tables, keys, new Outbox(TimeProvider.System), this, options, TimeProvider.System);
    }

    public SignatureBook Book { get; }
    public required Campaign Campaign { get; init; }
    public required MemoryGauge Memory { get; init; }

    /// <summary>In this storage.</summary>
    public static async Task<CloseHouse> BuildAsync(string connection, int signatures)
    {
        var house = Of(options => new(connection, options));
        await house.tables.CreateAsync();
        var (key, insert) = house.keys.Create(house.Campaign.Id);
        await house.tables.Campaigns.SubmitTransactionAsync([insert]);
        await house.Book.OpenAsync(house.Campaign);
        await house.FillAsync(key, signatures);
        return house;
    }

    /// <summary>In storage that makes the rows up.</summary>
    public static CloseHouse Sample(int signatures)
    {
        var key = new DataKey(new byte[DataKey.Size]);
        var storage = new SampleStorage(signatures, Shards, key);
        var house = Of(storage.Client);
        house.keys.NewKey = () => key;
        storage.Key = (TableEntity)house.keys.Create(house.Campaign.Id).Insert.Entity;
        return house;
    }

    static CloseHouse Of(Func<TableClientOptions, TableServiceClient> storage)
    {
        var (options, memory) = (new TableClientOptions(), new MemoryGauge());
        options.AddPolicy(memory, Azure.Core.HttpPipelinePosition.PerCall);
        var now = DateTimeOffset.UtcNow;
        return new CloseHouse(storage(options))
        {
            Memory = memory,
            Campaign = new Campaign
            {
                Id = Base32.Random(16),
                Title = "Let Mira Travel",
                Phase = Phase.Closed,
                Language = "en",
                Languages = ["en"],
                TextHash = new string('a', 64),
                TimeZone = "Europe/Oslo",
                OpensAt = now.AddDays(-1),
                OpenedAt = now.AddDays(-1),
                ClosesAt = now,
                Signatories = SignatoryRule.Both,
                Vetting = VettingRule.None,
                Approval = ApprovalRule.Automatic,
                Reminders = [],
                Addressees = 1,
                Invitations = 0,
                Shards = Shards,
                LaunchedAt = now.AddDays(-1),
            },
        };
    }

    /// <summary>One of eight signs for an organisation, and two people for each.</summary>
    Task FillAsync(DataKey key, int signatures) => Parallel.ForEachAsync(Enumerable.Range(0, Shards), async (shard, stop) =>
    {
        var partition = ShardKeys.Partition(Campaign.Id, shard);
        var rows = Enumerable.Range(0, signatures).Select(number => SampleRows.Confirmed(Campaign.Id, number, Shards, organisations: 8, key)).Where(row => row.Partition == partition);
        foreach (var some in rows.Chunk(100)) await tables.Signatures.SubmitTransactionAsync(some.Select(row => row.Write()), stop);
    });

    /// <summary>What closing reads at the least: every row once, page by page.</summary>
    public async Task<int> ReadAsync()
    {
        var read = 0;
        await foreach (var _ in ShardRows.StreamConfirmedAsync(tables.Signatures, Campaign, null, CancellationToken.None)) read++;
        return read;
    }

    Task<Campaign?> ICampaignSource.FindAsync(string id, CancellationToken cancellation) => Task.FromResult<Campaign?>(Campaign);

    Task<Invitation?> ICampaignSource.InvitationAsync(Campaign campaign, int number, CancellationToken cancellation) => Task.FromResult<Invitation?>(null);

    Task<IReadOnlyList<Invitation>> ICampaignSource.InvitationsAsync(Campaign campaign, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Invitation>>([]);
}
