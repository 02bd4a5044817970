using System.Collections.Concurrent;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Mail;
using Campaigns.Reconciling;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>
/// The book of one campaign's signatures: the only writer of the table <c>Signatures</c>, and the guard of the window.
/// </summary>
public sealed partial class SignatureBook
{
    const int NoticesAtOnce = 1_000;

    readonly TableClient table;
    readonly KeyRing keys;
    readonly Outbox outbox;
    readonly ICampaignSource campaigns;
    readonly CampaignsOptions options;
    readonly TimeProvider time;
    readonly ShardWriters writers;
    readonly BookSnapshots snapshots;
    readonly BookProofs proofs;
    readonly ConcurrentDictionary<string, Invitees> invitees = new();
    const int InviteesKept = 200;
    readonly Witness witness;

    public SignatureBook(
        CampaignTables tables, KeyRing keys, Outbox outbox, ICampaignSource campaigns, CampaignsOptions options, TimeProvider time,
        Witness? witness = null)
    {
        table = tables.Signatures;
        (this.keys, this.outbox, this.campaigns, this.options, this.time) = (keys, outbox, campaigns, options, time);
        snapshots = new(table, keys, time);
        proofs = new(tables, keys);
        this.witness = witness ?? new(time);
        writers = new(table, time, Committed);
    }

    void Committed(ShardTransaction transaction)
    {
        if (transaction.Number is { } number) witness.Committed(transaction.Partition, number, transaction.Guarded);
        if (transaction is { Header: { } header, Seen: { Count: > 0 } seen }) witness.Saw(transaction.Partition, header.Commits, seen);
        if (!transaction.Committed) return;
        foreach (var mail in transaction.Mails) outbox.Hand(table, mail);
        snapshots.Committed(transaction);
    }

    /// <summary>What a transaction waits for that met another one; a test may have a pause of its own.</summary>
    internal Func<Task> PauseAfterConflict { set => writers.PauseAfterConflict = value; }

    // --- the campaign's side (activities)

    /// <summary>Makes the shards' headers with the deadline. Safe to repeat; a fence that stands stays.</summary>
    public Task OpenAsync(Campaign campaign, CancellationToken cancellation = default) =>
        MergeHeadersAsync(campaign, partition => BookHeader.Deadline(partition, campaign), cancellation);

    /// <summary>Writes the campaign's present deadline into every header (extension, shortening).</summary>
    public Task MoveDeadlineAsync(Campaign campaign, CancellationToken cancellation = default) => OpenAsync(campaign, cancellation);

    /// <summary>Fences every shard: when this returns, no confirmation can commit any more. Safe to repeat.</summary>
    public async Task CloseAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        await MergeHeadersAsync(campaign, BookHeader.Close, cancellation);
        await WriteBackAsync(campaign, cancellation);
    }

    /// <summary>Also forbids withdrawal and vetting, and gives the count and the list's fingerprint, which the letters carry. Safe to repeat.</summary>
    /// <exception cref="StepFailedException">Storage forgot something while the list was read: what was counted may not be all.</exception>
    public async Task<FrozenList> FreezeAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        await WriteBackAsync(campaign, cancellation);
        await MergeHeadersAsync(campaign, BookHeader.Freeze, cancellation);
        var frozen = await proofs.SealAsync(campaign, cancellation);
        foreach (var partition in ShardKeys.All(campaign))
            if (await BookHeader.ReadAsync(table, partition, cancellation) is not { Frozen: true } header || witness.Of(partition)?.IsBehind(header.Commits) == true)
                throw new StepFailedException("storage went back while the list was sealed");
        return frozen;
    }

    /// <summary>The list as it stands at <paramref name="at"/>, for the letters of a round; nothing is fenced, and who signs later is in the next. Gives its count and fingerprint.</summary>
    /// <exception cref="InvalidOperationException">The list changed while it was read: to be tried again.</exception>
    /// <exception cref="StepFailedException">As in <see cref="FreezeAsync"/>.</exception>
    public async Task<FrozenList> SnapshotAsync(Campaign campaign, int round, DateTimeOffset at, CancellationToken cancellation = default)
    {
        await WriteBackAsync(campaign, cancellation);
        var list = await proofs.SealRoundAsync(campaign, round, at, cancellation);
        foreach (var partition in ShardKeys.All(campaign))
            if (await BookHeader.ReadAsync(table, partition, cancellation) is not { } header || witness.Of(partition)?.IsBehind(header.Commits) == true)
                throw new StepFailedException("storage went back while the list was read");
        return list;
    }

    /// <summary>Writes a notice of the cancellation to everyone who has signed. Safe to repeat.</summary>
    public async Task NotifyCancelledAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var notices = new List<Task>(NoticesAtOnce);
        await foreach (var row in ShardRows.StreamAsync(table, campaign, " and State ne 'Pending'", cancellation))
        {
            if (row is not { HasSigned: true, ErasedAt: null, CancelNoticeAt: null }) continue;
            notices.Add(writers.EnqueueAsync(row.Partition, new(row.Id, false, 2, Notice) { Row = row }));
            if (notices.Count < NoticesAtOnce) continue;
            await Task.WhenAll(notices).WaitAsync(cancellation);
            notices.Clear();
        }
        await Task.WhenAll(notices).WaitAsync(cancellation);
        foreach (var partition in ShardKeys.All(campaign)) outbox.Ring(table, partition);

        BookDecision Notice(BookHeader? _, BookRow? row, DateTimeOffset now)
        {
            if (row is not { HasSigned: true, ErasedAt: null, CancelNoticeAt: null }) return BookDecision.Keep(row);
            var details = row.Details(key);
            var (title, hasSent) = (campaign.TitleIn(row.Language), campaign.Rounds.Any(round => round.BegunAt is not null));
            MessageToSignatory said = campaign.NotSentAt is null ? new CampaignCancelled(row.Language, title, hasSent) : new CampaignNotSent(row.Language, title, hasSent);
            var message = said with { Neutral = campaign.NeutralMail || details.Neutral };
            return BookDecision.Write(row with { CancelNoticeAt = now }, outbox.Add(key, row.Partition, $"cancelled-{row.Id}", details.Email, message));
        }
    }

    /// <summary>Numbers of the invitations of which an address has confirmed, waits for vetting, declined, withdrew or was refused.</summary>
    public async Task<IReadOnlySet<int>> AnsweredAsync(
        Campaign campaign, IReadOnlyList<Invitation> invitations, CancellationToken cancellation = default) =>
        await NumbersAsync(campaign, invitations, ShardRows.StreamAnsweredAsync(table, campaign, cancellation), cancellation);

    /// <summary>Numbers of the invitations that were erased, or of which an address is among these ids.</summary>
    async Task<HashSet<int>> NumbersAsync(Campaign campaign, IReadOnlyList<Invitation> invitations, IAsyncEnumerable<string> ids, CancellationToken cancellation)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var found = invitations.Where(invitation => invitation.IsErased).Select(invitation => invitation.Number).ToHashSet();
        var invited = invitations.SelectMany(invitation => invitation.Addresses.Select(address => (Id: IdOf(key, address), invitation.Number)))
            .ToLookup(one => one.Id, one => one.Number, StringComparer.Ordinal);
        await foreach (var id in ids) found.UnionWith(invited[id]);
        return found;
    }

    /// <summary>The path part of the invitation's link: <c>/sign/{token}</c> without the base address.</summary>
    public async Task<string> InvitationPathAsync(Campaign campaign, Invitation invitation, CancellationToken cancellation = default) =>
        Path(SignTokens.ForInvitation(await keys.GetAsync(campaign.Id, cancellation), campaign.Id, invitation.Number, invitation.Place));

    /// <summary>The code that goes with the invitation's link.</summary>
    public async Task<TypedCode> InvitationCodeAsync(Campaign campaign, Invitation invitation, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        return CodeOf(SignCodes.ForInvitation(key, IdOf(key, invitation.Email)));
    }

    internal static string Path(string token) => "/sign/" + token;

    TypedCode CodeOf(string code) => new(options.CodePage, SignCodes.Print(code));

    /// <summary>The id of the signature that this address has or would have.</summary>
    /// <exception cref="ArgumentException">Not an address; the forms let none through.</exception>
    internal static string IdOf(DataKey key, string email) => EmailAddress.TryParse(email, out var address)
        ? IdOf(key, address)
        : throw new ArgumentException("Not a mail address.", nameof(email));

    internal static string IdOf(DataKey key, EmailAddress address) => key.Hash("address", address.Key);

    Task MergeHeadersAsync(Campaign campaign, Func<string, TableEntity> header, CancellationToken cancellation) => Task.WhenAll(
        ShardKeys.All(campaign).Select(partition => table.UpsertEntityAsync(header(partition), TableUpdateMode.Merge, cancellation)));
}
