using System.Security.Cryptography;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Book;

/// <summary>A book on Azurite with a clock of its own, and campaigns that live only in this object (their keys are stored).</summary>
internal sealed class BookHouse : ICampaignSource
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    readonly Dictionary<string, Campaign> campaigns = [];
    readonly Dictionary<(string, int), Invitation> invitations = [];

    BookHouse(CampaignTables tables, DateTimeOffset now)
    {
        Tables = tables;
        Time = new FakeTimeProvider(now);
        Options = new CampaignsOptions
        {
            BaseUrl = "https://campaigns.example.org",
            MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Coordinators = "coordinator@example.org, second@example.org",
            Operators = "operator@example.org,second@example.org",
        };
        Keys = new KeyRing(tables, Options, Time);
        Outbox = new Outbox(Time);
        Book = NewBook();
    }

    public CampaignTables Tables { get; }
    public FakeTimeProvider Time { get; }
    public CampaignsOptions Options { get; }
    public KeyRing Keys { get; }
    public Outbox Outbox { get; }
    public SignatureBook Book { get; }

    public static async Task<BookHouse> BuildAsync(AzuriteFixture azurite, DateTimeOffset? now = null)
    {
        var tables = new CampaignTables(new TableServiceClient((await azurite.GetAsync()).ConnectionString));
        await tables.CreateAsync();
        return new(tables, now ?? Start);
    }

    /// <summary>Another process: the same tables and keys, nothing else in common.</summary>
    public SignatureBook NewBook() => new(Tables, new KeyRing(Tables, Options, Time), Outbox, this, Options, Time);

    /// <summary>A campaign that is open for two hours.</summary>
    public async Task<Campaign> OpenAsync(Func<Campaign, Campaign>? change = null)
    {
        var campaign = await ScheduleAsync(change);
        campaign = Now(campaign with { Phase = Phase.Open, OpenedAt = Time.GetUtcNow() });
        await Book.OpenAsync(campaign);
        return campaign;
    }

    public async Task<Campaign> ScheduleAsync(Func<Campaign, Campaign>? change = null)
    {
        var now = Time.GetUtcNow();
        var campaign = new Campaign
        {
            Id = Base32.Random(16),
            Title = "Let Mira Travel",
            Phase = Phase.Scheduled,
            Language = "en",
            Languages = ["en"],
            TextHash = new string('a', 64),
            TimeZone = "Europe/Oslo",
            OpensAt = now,
            ClosesAt = now.AddHours(2),
            Signatories = SignatoryRule.Both,
            Vetting = VettingRule.None,
            Approval = ApprovalRule.Automatic,
            Reminders = [],
            Addressees = 1,
            Invitations = 0,
            Shards = 4,
            LaunchedAt = now,
        };
        campaign = change?.Invoke(campaign) ?? campaign;
        await Tables.Campaigns.SubmitTransactionAsync([Keys.Create(campaign.Id).Insert]);
        return Now(campaign);
    }

    /// <summary>What the campaign's row says from now on.</summary>
    public Campaign Now(Campaign campaign)
    {
        lock (campaigns) return campaigns[campaign.Id] = campaign;
    }

    public async Task<string> InviteAsync(Campaign campaign, Invitation invitation)
    {
        lock (campaigns) invitations[(campaign.Id, invitation.Number)] = invitation;
        return Token(await Book.InvitationPathAsync(campaign, invitation));
    }

    /// <summary>Asks to sign and gives the token of the link that the mail carries.</summary>
    public async Task<string> AskAsync(Campaign campaign, SignatureRequest request)
    {
        await Book.RequestAsync(campaign, request);
        return await TokenOfAsync(campaign, request.Email);
    }

    public async Task<string> TokenOfAsync(Campaign campaign, string email)
    {
        var key = await Keys.GetAsync(campaign.Id);
        Assert.True(Checks.EmailAddress.TryParse(email, out var address));
        return SignTokens.ForSignature(key, campaign.Id, key.Hash("address", address.Key));
    }

    public async Task<SignLinkState> SignAsync(Campaign campaign, SignatureRequest request) =>
        (await Book.ConfirmAsync(await AskAsync(campaign, request), null)).State;

    /// <summary>The messages that wait for one address, oldest first; without those that are only written to look like one.</summary>
    public async Task<IReadOnlyList<Message>> MailsToAsync(Campaign campaign, string email)
    {
        var key = await Keys.GetAsync(campaign.Id);
        var rows = await RowsAsync(campaign);
        return [.. rows.Where(row => row.RowKey.StartsWith(Rows.OutboxRows, StringComparison.Ordinal))
            .OrderBy(row => row.GetDateTimeOffset("CreatedAt"))
            .Select(row => Outbox.Open(key, row)).Where(envelope => envelope.To == email && !envelope.Discard).Select(envelope => envelope.Message())];
    }

    /// <summary>Every row of the book.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(Campaign campaign)
    {
        var rows = new List<TableEntity>();
        foreach (var partition in ShardKeys.All(campaign))
            await foreach (var row in Tables.Signatures.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
                rows.Add(row);
        return rows;
    }

    public static SignatureRequest Person(int number) => new(
        SignatoryKind.Individual, "", "NO", $"Person {number}", "", $"person{number}@example.org", Publication.Public, "en");

    public static SignatureRequest Organisation(int number, string country = "NO", Publication publication = Publication.Public) => new(
        SignatoryKind.Organisation, $"Committee {number}", country, $"Speaker {number}", "chair", $"committee{number}@example.org", publication, "en");

    public static string Token(string path) => path["/sign/".Length..];

    Task<Campaign?> ICampaignSource.FindAsync(string id, CancellationToken cancellation)
    {
        lock (campaigns) return Task.FromResult(campaigns.GetValueOrDefault(id));
    }

    Task<IReadOnlyList<Invitation>> ICampaignSource.InvitationsAsync(Campaign campaign, CancellationToken cancellation)
    {
        lock (campaigns) return Task.FromResult<IReadOnlyList<Invitation>>([.. invitations.Where(one => one.Key.Item1 == campaign.Id).Select(one => one.Value)]);
    }

    Task<Invitation?> ICampaignSource.InvitationAsync(Campaign campaign, int number, CancellationToken cancellation)
    {
        lock (campaigns) return Task.FromResult(invitations.GetValueOrDefault((campaign.Id, number)));
    }
}
