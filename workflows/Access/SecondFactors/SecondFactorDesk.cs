using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Campaigns.Access.Passkeys;
using Campaigns.Checks;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Access.SecondFactors;

/// <summary>Sets second factors up, takes their codes, switches them off. Whoever's factor is changed gets a mail, in one transaction with the change.</summary>
public sealed class SecondFactorDesk
{
    /// <summary>Switching off needs a session no older than this.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);
    /// <summary>How long a secret waits for its first code.</summary>
    static readonly TimeSpan SetUp = TimeSpan.FromMinutes(15);
    const string Partition = FactorRows.Partition;

    readonly TableClient table;
    readonly KeyRing keys;
    readonly Outbox outbox;
    readonly SignInQuota quota;
    readonly TimeProvider time;
    readonly FactorRows rows;
    readonly string issuer;

    /// <exception cref="InvalidOperationException">The setting is none of its three values.</exception>
    internal SecondFactorDesk(TableClient table, KeyRing keys, Outbox outbox, SignInQuota quota, CampaignsOptions options, TimeProvider time)
    {
        (this.table, this.keys, this.outbox, this.quota, this.time) = (table, keys, outbox, quota, time);
        rows = new(table, keys);
        issuer = Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) ? address.Host : "Campaigns";
        Mode = options.SecondFactor switch
        {
            "off" => FactorMode.Off,
            "optional" => FactorMode.Optional,
            "required" => FactorMode.Required,
            _ => throw new InvalidOperationException($"{CampaignsOptions.Section}:{nameof(options.SecondFactor)} must be off, optional or required."),
        };
    }

    public FactorMode Mode { get; }

    /// <summary>The id of the person's factor, which a session must carry to be believed; empty when none is asked for.</summary>
    internal async Task<string> IdOfAsync(EmailAddress person, CancellationToken cancellation) =>
        Mode == FactorMode.Off ? "" : (await rows.FindAsync(person, cancellation))?.Factor.Id ?? "";

    public async Task<FactorState?> FindAsync(Session who, CancellationToken cancellation = default) =>
        await rows.FindAsync(Person(who), cancellation) is { } found
            ? new(found.Row.GetDateTimeOffset("Since")!.Value, found.Factor.Recovery.Length)
            : null;

    /// <summary>Makes a secret that waits for its first code, for this session only.</summary>
    public async Task BeginAsync(Session who, CancellationToken cancellation = default)
    {
        var row = PendingRow(who);
        var waiting = new TableEntity(Partition, row)
        {
            ["Sealed"] = keys.Access.Seal(RandomNumberGenerator.GetBytes(Totp.SecretSize), PendingContext(row)),
            ["ExpiresAt"] = time.GetUtcNow() + SetUp,
        };
        await table.UpsertEntityAsync(waiting, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>The secret that waits: as text, and as the address in the QR code. Null when none does.</summary>
    public async Task<(string Text, string Address)?> WaitingAsync(Session who, CancellationToken cancellation = default) =>
        await PendingAsync(who, cancellation) is { } secret ? (Totp.TextOf(secret), Totp.Address(issuer, who.Email, secret)) : null;

    /// <summary>Switches the factor on with its first code. The other sessions, which knew none, are not believed from then on.</summary>
    /// <returns>The recovery codes, which are shown now and never again; or why not.</returns>
    public async Task<(CodeAnswer Answer, IReadOnlyList<string> Codes)> ConfirmAsync(Session who, string typed, CancellationToken cancellation = default)
    {
        if (await PendingAsync(who, cancellation) is not { } secret) return (CodeAnswer.Gone, []);
        if (await rows.FindAsync(Person(who), cancellation) is not null) return (CodeAnswer.Gone, []); // set up in another session meanwhile
        var now = time.GetUtcNow();
        if (Totp.Match(secret, RecoveryCodes.Plain(typed), now, used: 0) is not { } step) return (CodeAnswer.Wrong, []);
        var key = await rows.KeyAsync(cancellation);
        var (id, codes) = (Secrets.New(), RecoveryCodes.New());
        var factor = new Factor(id, [.. secret], step, [.. codes.Select(code => FactorRows.RecoveryHash(key, id, RecoveryCodes.Plain(code)))]);
        // First: in the other order this session, too, would be out. One that was ended meanwhile sets up nothing.
        if (!await Sessions.CarryAsync(table, who, id, cancellation)) return (CodeAnswer.Gone, []);
        TableTransactionAction[] all =
        [
            new(TableTransactionActionType.Add, FactorRows.New(key, Person(who), who.Language, factor, now)),
            new(TableTransactionActionType.Delete, new TableEntity(Partition, PendingRow(who)) { ETag = ETag.All }),
            Mail(id, "on", who.Email, new FactorSwitched(who.Language, On: true)),
        ];
        return await outbox.TrySubmitAsync(table, all, cancellation) ? (CodeAnswer.Right, codes) : (CodeAnswer.Gone, []);
    }

    /// <summary>Uses a code up. Counted by person, and only who came by the emailed link gets here: strangers shut nobody out.</summary>
    internal async Task<(CodeAnswer Answer, string Id)> UseAsync(EmailAddress person, string typed, CancellationToken cancellation)
    {
        if (!await quota.TakeAsync(keys.Access.Hash("factor-code", person.Key), Partition, Rates.FactorCodes.Times, Rates.FactorCodes.Span, cancellation))
            return (CodeAnswer.TooMany, "");
        var code = RecoveryCodes.Plain(typed);
        while (await rows.FindAsync(person, cancellation) is { } found)
        {
            if (found.Factor.Use(code, FactorRows.RecoveryHash(found.Key, found.Factor.Id, code), time.GetUtcNow()) is not { } after) return (CodeAnswer.Wrong, "");
            if (await outbox.TrySubmitAsync(table, [new(TableTransactionActionType.UpdateReplace, FactorRows.Write(found.Row, after), found.Row.ETag)], cancellation))
                return (CodeAnswer.Right, after.Id);
            // Another code was used in this moment, perhaps this one: look again.
        }
        return (CodeAnswer.Gone, "");
    }

    /// <summary>Whether the person has signed in so lately that the factor may be switched off.</summary>
    public bool IsFresh(Session who) => time.GetUtcNow() - who.Since <= Fresh;

    /// <summary>Switches the factor off, with a code and a fresh session.</summary>
    public async Task<CodeAnswer> SwitchOffAsync(Session who, string typed, CancellationToken cancellation = default)
    {
        if (!IsFresh(who)) return CodeAnswer.Gone;
        var (answer, _) = await UseAsync(Person(who), typed, cancellation);
        if (answer != CodeAnswer.Right) return answer;
        await RemoveAsync(Person(who), found => Mail(found.Factor.Id, "off", who.Email, new FactorSwitched(found.Language, On: false)), cancellation);
        return CodeAnswer.Right;
    }

    /// <summary>For somebody who has lost it all. False when there is none.</summary>
    internal Task<bool> ResetAsync(EmailAddress person, string reason, CancellationToken cancellation) =>
        RemoveAsync(person, found => Mail(found.Factor.Id, "reset", person.Address, new FactorReset(found.Language, reason)), cancellation);

    async Task<bool> RemoveAsync(EmailAddress person, Func<FoundFactor, TableTransactionAction> mail, CancellationToken cancellation)
    {
        while (await rows.FindAsync(person, cancellation) is { } found)
        {
            var passkeys = await PasskeyRows.RowsAsync(table, found.Key, person, cancellation);
            TableTransactionAction[] all =
                [new(TableTransactionActionType.Delete, found.Row, found.Row.ETag), mail(found), .. passkeys.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All))];
            if (await outbox.TrySubmitAsync(table, all, cancellation)) return true;
        }
        return false;
    }

    TableTransactionAction Mail(string factor, string what, string to, Message message) =>
        outbox.Add(keys.Access, Partition, $"factor-{what}-{keys.Access.Hash("factor-mail", factor)}", to, message);

    async Task<byte[]?> PendingAsync(Session who, CancellationToken cancellation)
    {
        var row = PendingRow(who);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, row, cancellationToken: cancellation);
        return found.HasValue && found.Value!.GetDateTimeOffset("ExpiresAt") > time.GetUtcNow()
            ? keys.Access.Open<byte[]>(found.Value.GetBinary("Sealed")!, PendingContext(row))
            : null;
    }

    internal static EmailAddress Person(Session who) => EmailAddress.TryParse(who.Email, out var address) ? address : throw new InvalidOperationException("A session without an address.");

    static string PendingRow(Session who) => "setup|" + who.SessionId;

    static string PendingContext(string row) => $"{Partition}|{row}|Sealed";
}
