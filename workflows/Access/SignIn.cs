using Azure;
using Azure.Data.Tables;
using Campaigns.Access.Passkeys;
using Campaigns.Access.Providers;
using Campaigns.Access.SecondFactors;
using Campaigns.Checks;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Access;

/// <summary>Sign-in by emailed link, for addresses on the allow-lists and for people with a role in a network.</summary>
public sealed class SignIn
{
    /// <summary>How long a link serves; once.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(10);
    /// <summary>How long a code can be given after the link was used.</summary>
    public static TimeSpan HalfOpen => Entering.HalfOpen;
    /// <summary>Partition of the links and their mails, so that both are written together.</summary>
    public const string LinkPartition = "outbox";

    readonly TableClient table;
    readonly KeyRing keys;
    readonly Outbox outbox;
    readonly CampaignsOptions options;
    readonly TimeProvider time;
    readonly Admission admission;
    readonly Tickets tickets;
    readonly SignInQuota quota;
    readonly IdentityProvider? provider;
    readonly Entering entering;

    public SignIn(CampaignTables tables, KeyRing keys, Outbox outbox, CampaignsOptions options, IPasskeyCeremony ceremony, TimeProvider time)
    {
        (table, this.keys, this.outbox, this.options, this.time) = (tables.Access, keys, outbox, options, time);
        admission = new(new(options), new(tables, keys));
        tickets = new(table, keys, admission, time);
        quota = new(table, time);
        Factors = new(table, keys, outbox, quota, options, time);
        provider = IdentityProvider.Of(options);
        Sessions = new(table, keys, tickets, Factors, provider, time);
        Passkeys = new(table, keys, outbox, quota, tickets, Factors, ceremony, time);
        entering = new(table, keys, tickets, Factors, Passkeys, Sessions);
    }

    /// <summary>What is asked for after the link, from those who have one.</summary>
    public SecondFactorDesk Factors { get; }

    /// <summary>Another way to give it.</summary>
    public PasskeyDesk Passkeys { get; }

    /// <summary>What the links open.</summary>
    public Sessions Sessions { get; }

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
        var link = tickets.New(LinkPartition, LinkRow(id), new Visitor(address.Address, language), LinkLifetime);
        var message = new SignInLink(language, $"{options.BaseUrl}/signin/{secret}{Asked(language, next)}");
        var mail = outbox.Add(keys.Access, LinkPartition, $"signin-{id}", address.Address, message, discard: !wanted);
        await WriteOnceAsync([new(TableTransactionActionType.Add, link), mail], cancellation);
        outbox.Ring(table, LinkPartition);
    }

    /// <summary>What the link takes along: the room, and the language where it is not the default, for it may be opened in another browser.</summary>
    static string Asked(string language, string next)
    {
        string[] parts = [.. next.Length == 0 ? [] : new[] { "next=" + Uri.EscapeDataString(next) }, .. language == "en" ? [] : new[] { "lang=" + language }];
        return parts.Length == 0 ? "" : "?" + string.Join('&', parts);
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
    public async Task<bool> IsUsableAsync(string token, CancellationToken cancellation = default) => await FindAsync(token, cancellation) is not null;

    /// <summary>Uses the link up and opens a session, or, for who has a second factor, what waits for its code: then the session is null. The
    /// secret goes into the cookie and nowhere else.</summary>
    public async Task<(string Secret, Session? Session)?> RedeemAsync(string token, CancellationToken cancellation = default)
    {
        if (await FindAsync(token, cancellation) is not { } found) return null;
        if (!await tickets.TryDeleteAsync(found.Row, cancellation)) return null; // a second click was faster
        return await entering.EnterAsync(found, "", cancellation);
    }

    /// <summary>Whether the address may enter anything now.</summary>
    public async Task<bool> MayEnterAsync(EmailAddress person, CancellationToken cancellation = default) =>
        (await admission.OfAsync(person, cancellation)).Roles != Roles.None;

    /// <summary>As <see cref="RedeemAsync"/>, for an address that the provider of the settings vouches for. Its second factor is asked for unless the
    /// settings take the provider's. Null when the address may enter nothing.</summary>
    public async Task<(string Secret, Session? Session)?> EnterByProviderAsync(EmailAddress person, string language, CancellationToken cancellation = default)
    {
        if (provider is null || await tickets.OfAsync(new(person.Address, language), cancellation) is not { } ticket) return null;
        return await entering.EnterAsync(ticket, provider.IsSecondFactor ? provider.Name : "", cancellation);
    }

    /// <summary>Whether a code is waited for in this browser. Changes nothing.</summary>
    public async Task<bool> IsHalfOpenAsync(string secret, CancellationToken cancellation = default) => await entering.FindHalfAsync(secret, cancellation) is not null;

    /// <summary>Opens the session with a code of the second factor.</summary>
    public Task<(CodeAnswer Answer, (string Secret, Session Session)? Entered)> EnterCodeAsync(string secret, string code, CancellationToken cancellation = default) =>
        entering.EnterCodeAsync(secret, code, cancellation);

    /// <summary>Whether the second factor that is waited for in this browser can be given by a passkey. Changes nothing.</summary>
    public async Task<bool> TakesPasskeyAsync(string secret, CancellationToken cancellation = default) =>
        await entering.FindHalfAsync(secret, cancellation) is { } half && await Passkeys.HasAnyAsync(half, cancellation);

    /// <summary>What the browser is asked for a passkey (JSON). Null when nothing is waited for, or the person has none.</summary>
    public async Task<string?> BeginPasskeyAsync(string secret, CancellationToken cancellation = default) =>
        await entering.FindHalfAsync(secret, cancellation) is { } half ? await Passkeys.BeginUsingAsync(half, cancellation) : null;

    /// <summary>Opens the session with a passkey.</summary>
    /// <param name="answer">The browser's, as JSON.</param>
    public Task<(CodeAnswer Answer, (string Secret, Session Session)? Entered)> EnterPasskeyAsync(string secret, string answer, CancellationToken cancellation = default) =>
        entering.EnterPasskeyAsync(secret, answer, cancellation);

    /// <summary>For somebody who lost the telephone: takes the second factor away, ends what is open, and tells them so with the reason.</summary>
    /// <param name="reason">A checked line.</param>
    /// <returns>False when there was none; nothing is ended then.</returns>
    public async Task<bool> ResetFactorAsync(EmailAddress person, string reason, CancellationToken cancellation = default)
    {
        if (!await Factors.ResetAsync(person, reason, cancellation)) return false;
        await Sessions.EndAllAsync(person.Address, cancellation);
        return true;
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
        await keys.People.FindAsync(LinkPartition, cancellation); // met, so that a new master key wraps it
        return removed;
    }

    async Task<Ticket?> FindAsync(string token, CancellationToken cancellation) =>
        Secrets.IsWellFormed(token) ? await tickets.FindAsync(LinkPartition, LinkRow(keys.Access.Hash("signin", token)), cancellation) : null;

    static string LinkRow(string id) => "signin|" + id;
}
