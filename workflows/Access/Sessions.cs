using Azure;
using Azure.Data.Tables;
using Campaigns.Access.Providers;
using Campaigns.Access.SecondFactors;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Access;

/// <summary>
/// Who is signed in where. A session is a row that every request reads: without the row the next request is nobody's. Rows carry the keyed
/// hash of the person's address, by which their sessions are found; nothing of the machine or the browser is kept.
/// </summary>
public sealed class Sessions
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    const string Partition = "session";
    const string FactorColumn = "Factor", ProviderColumn = "Provider";

    readonly TableClient table;
    readonly KeyRing keys;
    readonly Tickets tickets;
    readonly SecondFactorDesk factors;
    readonly IdentityProvider? provider;
    readonly TimeProvider time;

    internal Sessions(TableClient table, KeyRing keys, Tickets tickets, SecondFactorDesk factors, IdentityProvider? provider, TimeProvider time) =>
        (this.table, this.keys, this.tickets, this.factors, this.provider, this.time) = (table, keys, tickets, factors, provider, time);

    /// <summary>The secret goes into the cookie and nowhere else.</summary>
    /// <param name="factor">The id of the second factor whose code was given; empty when the person has none.</param>
    /// <param name="by">The provider whose second factor was taken for ours; empty: none's.</param>
    internal async Task<(string Secret, Session Session)> OpenAsync(Ticket of, string factor, string by, CancellationToken cancellation)
    {
        var secret = Secrets.New();
        var row = tickets.New(Partition, IdOf(secret), of.Visitor, Lifetime);
        (row["Person"], row["UsedAt"], row[FactorColumn]) = (PersonOf(of.Address), ThisHour(), factor);
        if (by.Length > 0) row[ProviderColumn] = by;
        await table.AddEntityAsync(row, cancellation);
        return (secret, SessionOf(of with { Row = row }, factor));
    }

    /// <summary>The session of a cookie. Its roles are those that the allow-lists and the networks give now. Where the person has a second
    /// factor, it has to be one that was opened with it, or with one of the provider's that the settings take for it: those from before are out.</summary>
    public async Task<Session?> FindAsync(string secret, CancellationToken cancellation = default)
    {
        if (!Secrets.IsWellFormed(secret)) return null;
        if (await tickets.FindAsync(Partition, IdOf(secret), cancellation) is not { } found) return null;
        var factor = await factors.IdOfAsync(found.Address, cancellation);
        if (factor.Length > 0 && found.Row.GetString(FactorColumn) != factor && !IsByProvider(found.Row)) return null;
        return await IsStillThereAsync(found, cancellation) ? SessionOf(found, factor) : null;
    }

    public async Task SignOutAsync(string secret, CancellationToken cancellation = default)
    {
        if (Secrets.IsWellFormed(secret)) await table.DeleteEntityAsync(Partition, IdOf(secret), ETag.All, cancellation);
    }

    /// <summary>A person's sessions, the latest first.</summary>
    public async Task<IReadOnlyList<OpenSession>> ListAsync(string email, CancellationToken cancellation = default) =>
        [.. (await RowsAsync(email, cancellation)).Select(Shown).OrderByDescending(one => one.Since)];

    /// <param name="who">Whose session it has to be; another's is left alone.</param>
    /// <param name="label">A checked line; empty takes the name away.</param>
    public async Task LabelAsync(Session who, string id, string label, CancellationToken cancellation = default)
    {
        if (await OwnAsync(who.Email, id, cancellation) is not { } row) return;
        var named = new TableEntity(Partition, row.RowKey) { ["Label"] = keys.Access.Seal(label, LabelContext(id)) };
        await MergeAsync(table, named, cancellation);
    }

    /// <summary>Ends one of the person's sessions, at its next request.</summary>
    /// <param name="who">Whose session it has to be; another's is left alone.</param>
    public async Task EndAsync(Session who, string id, CancellationToken cancellation = default)
    {
        if (await OwnAsync(who.Email, id, cancellation) is { } row) await table.DeleteEntityAsync(Partition, row.RowKey, ETag.All, cancellation);
    }

    /// <summary>Ends all but the one that asks.</summary>
    public Task<int> EndOthersAsync(Session who, CancellationToken cancellation = default) => EndAllAsync(who.Email, who.SessionId, cancellation);

    /// <summary>Ends all sessions of a person. Returns how many.</summary>
    public Task<int> EndAllAsync(string email, CancellationToken cancellation = default) => EndAllAsync(email, "", cancellation);

    async Task<int> EndAllAsync(string email, string but, CancellationToken cancellation)
    {
        var ended = (await RowsAsync(email, cancellation)).Where(row => row.RowKey != but).ToList();
        foreach (var row in ended) await table.DeleteEntityAsync(Partition, row.RowKey, ETag.All, cancellation);
        return ended.Count;
    }

    /// <summary>Notes the hour, once in it. A session that was ended in between is not brought back by that.</summary>
    async Task<bool> IsStillThereAsync(Ticket found, CancellationToken cancellation)
    {
        if (found.Row.GetDateTimeOffset("UsedAt") == ThisHour()) return true;
        var row = new TableEntity(Partition, found.Row.RowKey) { ["UsedAt"] = ThisHour(), ["Person"] = PersonOf(found.Address) };
        return await MergeAsync(table, row, cancellation);
    }

    /// <summary>The session in which a second factor is set up knows it.</summary>
    /// <returns>False when the session was ended.</returns>
    internal static Task<bool> CarryAsync(TableClient table, Session who, string factor, CancellationToken cancellation) =>
        MergeAsync(table, new TableEntity(Partition, who.SessionId) { [FactorColumn] = factor }, cancellation);

    /// <returns>False when the row is gone.</returns>
    static async Task<bool> MergeAsync(TableClient table, TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellation);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }

    async Task<TableEntity?> OwnAsync(string email, string id, CancellationToken cancellation) =>
        (await RowsAsync(email, cancellation)).FirstOrDefault(row => row.RowKey == id);

    async Task<List<TableEntity>> RowsAsync(string email, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var address)) return [];
        var (person, now) = (PersonOf(address), time.GetUtcNow());
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and Person eq {person} and ExpiresAt gt {now}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).ToListAsync(cancellation);
    }

    OpenSession Shown(TableEntity row) => new(
        row.RowKey, SinceOf(row), row.GetDateTimeOffset("UsedAt") ?? SinceOf(row),
        row.GetBinary("Label") is { } label ? keys.Access.Open<string>(label, LabelContext(row.RowKey)) : "");

    Session SessionOf(Ticket ticket, string factor) => new(ticket.Row.RowKey, ticket.Visitor.Email, ticket.Admitted.Roles, ticket.Visitor.Language)
    {
        Desk = ticket.Admitted.Desk,
        Ops = ticket.Admitted.Ops,
        Since = SinceOf(ticket.Row),
        NeedsFactor = factors.Mode == FactorMode.Required && factor.Length == 0 && !IsByProvider(ticket.Row),
    };

    /// <summary>As the settings are now: who takes the trust back ends what was opened by it.</summary>
    bool IsByProvider(TableEntity row) => provider is { IsSecondFactor: true } && row.GetString(ProviderColumn) == provider.Name;

    static DateTimeOffset SinceOf(TableEntity row) => row.GetDateTimeOffset("ExpiresAt")!.Value - Lifetime;

    DateTimeOffset ThisHour()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new(now.Date.AddHours(now.Hour), TimeSpan.Zero);
    }

    string IdOf(string secret) => keys.Access.Hash("session", secret);

    string PersonOf(EmailAddress address) => keys.Access.Hash("person", address.Key);

    static string LabelContext(string id) => $"{Partition}|{id}|Label";
}
