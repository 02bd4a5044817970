using Azure;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Mail;
using Campaigns.Networks;
using Campaigns.Storage;

namespace Campaigns.Access;

[Flags]
public enum Roles { None = 0, Coordinator = 1, Operator = 2 }

/// <summary>Who is signed in. <see cref="SessionId"/> is the keyed hash of the cookie's secret, for form tokens.</summary>
public sealed record Session(string SessionId, string Email, Roles Roles, string Language)
{
    /// <summary>The campaigns that this person sees at the desk.</summary>
    public NetworkScope Desk { get; init; } = NetworkScope.All;
    /// <summary>The campaigns that this person sees in the operator's room.</summary>
    public NetworkScope Ops { get; init; } = NetworkScope.All;
}

/// <summary>Sign-in by emailed link, for addresses on the allow-lists and for people with a role in a network.</summary>
public sealed class SignIn(CampaignTables tables, KeyRing keys, Outbox outbox, CampaignsOptions options, TimeProvider time)
{
    /// <summary>How long a link serves; once.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);
    /// <summary>Partition of the links and their mails, so that both are written together.</summary>
    public const string LinkPartition = "outbox";
    const string SessionPartition = "session";

    readonly TableClient table = tables.Access;
    readonly Admission admission = new(new(options), new(tables, keys));
    readonly SignInQuota quota = new(tables.Access, time);

    /// <summary>Writes the mail. Does the same work whether or not the address is listed (for one that is not, the sender drops it).</summary>
    /// <param name="email">A checked address; anything else is ignored.</param>
    /// <param name="next">A path of ours to go to after signing in; the caller vouches for it. Empty: none.</param>
    public async Task RequestAsync(string email, string language, string next = "", CancellationToken cancellation = default)
    {
        if (!EmailAddress.TryParse(email, out var address)) return;
        var secret = Secrets.New();
        var id = keys.Access.Hash("signin", secret);
        var within = await quota.TakeAsync(keys.Access.Hash("asked", address.Key), LinkPartition, Rates.SignInLinks.Times, Rates.SignInLinks.Span, cancellation);
        var wanted = (await admission.OfAsync(address, cancellation)).Roles != Roles.None && within;
        var link = Ticket(LinkPartition, LinkRow(id), new Visitor(address.Address, language), LinkLifetime);
        var message = new SignInLink(language, $"{options.BaseUrl}/signin/{secret}{(next.Length == 0 ? "" : "?next=" + Uri.EscapeDataString(next))}");
        var mail = outbox.Add(keys.Access, LinkPartition, $"signin-{id}", address.Address, message, discard: !wanted);
        await WriteOnceAsync([new(TableTransactionActionType.Add, link), mail], cancellation);
        outbox.Ring(table, LinkPartition);
    }

    async Task WriteOnceAsync(TableTransactionAction[] rows, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(rows, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            // The ids are random: what is there already was written by this very request, whose first answer was lost.
        }
    }

    /// <summary>Whether the link could be used now. Changes nothing.</summary>
    public async Task<bool> IsUsableAsync(string token, CancellationToken cancellation = default) =>
        await FindAsync(LinkPartition, LinkRow, "signin", token, cancellation) is { } found && found.Roles != Roles.None;

    /// <summary>Uses the link up and opens a session. The secret goes into the cookie and nowhere else.</summary>
    public async Task<(string Secret, Session Session)?> RedeemAsync(string token, CancellationToken cancellation = default)
    {
        if (await FindAsync(LinkPartition, LinkRow, "signin", token, cancellation) is not { Roles: not Roles.None } found) return null;
        if (!await TryDeleteAsync(found.Row, cancellation)) return null; // a second click was faster
        var secret = Secrets.New();
        var id = keys.Access.Hash("session", secret);
        await table.AddEntityAsync(Ticket(SessionPartition, id, found.Visitor, SessionLifetime), cancellation);
        return (secret, found.Session(id));
    }

    /// <summary>The session of a cookie. Its roles are those that the allow-lists and the networks give now.</summary>
    public async Task<Session?> FindSessionAsync(string secret, CancellationToken cancellation = default) =>
        await FindAsync(SessionPartition, id => id, "session", secret, cancellation) is { Roles: not Roles.None } found
            ? found.Session(found.Row.RowKey)
            : null;

    public async Task SignOutAsync(string secret, CancellationToken cancellation = default)
    {
        if (Secrets.IsWellFormed(secret))
            await table.DeleteEntityAsync(SessionPartition, keys.Access.Hash("session", secret), ETag.All, cancellation);
    }

    /// <summary>For a timer: removes links, sessions and counters that have expired. Returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        var removed = 0;
        var expired = TableClient.CreateQueryFilter($"ExpiresAt lt {time.GetUtcNow()}");
        await foreach (var row in table.QueryAsync<TableEntity>(expired, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
            removed++;
        }
        return removed;
    }

    static string LinkRow(string id) => "signin|" + id;

    TableEntity Ticket(string partition, string row, Visitor visitor, TimeSpan lifetime) => new(partition, row)
    {
        ["Visitor"] = keys.Access.Seal(visitor, $"{partition}|{row}|Visitor"),
        ["ExpiresAt"] = time.GetUtcNow() + lifetime,
    };

    async Task<Found?> FindAsync(
        string partition, Func<string, string> rowOf, string purpose, string? secret, CancellationToken cancellation)
    {
        if (!Secrets.IsWellFormed(secret)) return null;
        var row = rowOf(keys.Access.Hash(purpose, secret!));
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        if (!found.HasValue || found.Value!.GetDateTimeOffset("ExpiresAt") is not { } expires || expires <= time.GetUtcNow()) return null;
        var visitor = keys.Access.Open<Visitor>(found.Value.GetBinary("Visitor")!, $"{partition}|{row}|Visitor");
        return new(found.Value, visitor, EmailAddress.TryParse(visitor.Email, out var address) ? await admission.OfAsync(address, cancellation) : Admitted.Nowhere);
    }

    async Task<bool> TryDeleteAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            // The official client answers a row that is gone with 404 instead of an exception.
            return (await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation)).Status != 404;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    sealed record Visitor(string Email, string Language);

    sealed record Found(TableEntity Row, Visitor Visitor, Admitted Admitted)
    {
        public Roles Roles => Admitted.Roles;

        public Session Session(string id) => new(id, Visitor.Email, Roles, Visitor.Language) { Desk = Admitted.Desk, Ops = Admitted.Ops };
    }
}
