using Azure;
using Azure.Data.Tables;
using Campaigns.Access.SecondFactors;
using Campaigns.Checks;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Access.Passkeys;

/// <summary>
/// Passkeys: another way to give the second factor, for who has set one up. They belong to it: with the factor they are gone. Whoever's passkeys
/// change gets a mail, in one transaction with the change.
/// </summary>
public sealed class PasskeyDesk
{
    const string Partition = PasskeyRows.Partition;

    readonly TableClient table;
    readonly KeyRing keys;
    readonly Outbox outbox;
    readonly SignInQuota quota;
    readonly SecondFactorDesk factors;
    readonly PasskeyRows rows;
    readonly Challenges challenges;
    readonly IPasskeyCeremony ceremony;
    readonly TimeProvider time;

    internal PasskeyDesk(TableClient table, KeyRing keys, Outbox outbox, SignInQuota quota, Tickets tickets, SecondFactorDesk factors, IPasskeyCeremony ceremony, TimeProvider time)
    {
        (this.table, this.keys, this.outbox, this.quota, this.factors, this.time) = (table, keys, outbox, quota, factors, time);
        (rows, challenges, this.ceremony) = (new(table, new(table, keys)), new(table, keys, tickets, time), ceremony);
    }

    /// <summary>The person's passkeys, in the order in which they were added.</summary>
    public async Task<IReadOnlyList<PasskeyState>> ListAsync(Session who, CancellationToken cancellation = default) =>
        await rows.FindAsync(SecondFactorDesk.Person(who), cancellation) is { } found ? [.. found.All.Select(one => new PasskeyState(one.Id, one.Since, one.Passkey.Label))] : [];

    /// <summary>What the browser is asked (JSON for <c>navigator.credentials.create</c>). Null when the person has no second factor yet, has as many
    /// passkeys as may be, or has not signed in lately.</summary>
    public async Task<string?> BeginAddingAsync(Session who, CancellationToken cancellation = default)
    {
        if (await MayAddAsync(who, cancellation) is not { } found) return null;
        var (options, kept) = await ceremony.BeginAddingAsync(found.Owner(SecondFactorDesk.Person(who)), who.Email);
        await challenges.KeepAsync(who.SessionId, kept, cancellation);
        return options;
    }

    /// <param name="answer">The browser's, as JSON.</param>
    /// <param name="label">A checked line, or empty.</param>
    /// <returns><see cref="CodeAnswer.Gone"/> when nothing was asked any more.</returns>
    public async Task<CodeAnswer> AddAsync(Session who, string answer, string label, CancellationToken cancellation = default)
    {
        var person = SecondFactorDesk.Person(who);
        if (answer.Length == 0) return CodeAnswer.Wrong;
        if (await challenges.TakeAsync(who.SessionId, cancellation) is not { } kept || await MayAddAsync(who, cancellation) is not { } found) return CodeAnswer.Gone;
        if (await ceremony.AddAsync(found.Owner(person), answer, kept) is not { } made) return CodeAnswer.Wrong;
        TableTransactionAction[] all =
        [
            new(TableTransactionActionType.UpdateReplace, found.Factor.Row, found.Factor.Row.ETag), // unchanged: the factor is still there
            new(TableTransactionActionType.Add, PasskeyRows.New(found.Factor, person, made with { Label = label }, time.GetUtcNow())),
            Mail(who.Email, new PasskeyChanged(found.Factor.Language, Added: true)),
        ];
        return await outbox.TrySubmitAsync(table, all, cancellation) ? CodeAnswer.Right : CodeAnswer.Gone;
    }

    /// <param name="id">As <see cref="PasskeyState.Id"/>; another person's is left alone.</param>
    public async Task RemoveAsync(Session who, string id, CancellationToken cancellation = default)
    {
        if (await rows.FindAsync(SecondFactorDesk.Person(who), cancellation) is not { } found || found.All.FirstOrDefault(one => one.Id == id) is not { } passkey) return;
        TableTransactionAction[] all = [new(TableTransactionActionType.Delete, passkey.Row, ETag.All), Mail(who.Email, new PasskeyChanged(found.Factor.Language, Added: false))];
        await outbox.TrySubmitAsync(table, all, cancellation);
    }

    /// <summary>What the browser is asked on the way in (JSON for <c>navigator.credentials.get</c>). Null when the person has no passkey.</summary>
    internal async Task<string?> BeginUsingAsync(Ticket half, CancellationToken cancellation)
    {
        if (await rows.FindAsync(half.Address, cancellation) is not { All.Count: > 0 } found) return null;
        var (options, kept) = await ceremony.BeginUsingAsync(found.Owner(half.Address));
        await challenges.KeepAsync(half.Row.RowKey, kept, cancellation);
        return options;
    }

    internal async Task<bool> HasAnyAsync(Ticket half, CancellationToken cancellation) => await rows.FindAsync(half.Address, cancellation) is { All.Count: > 0 };

    /// <summary>Gives the id of the second factor, as a code does. One that was used in the same moment elsewhere, and one whose counter does not go on
    /// (a copy), is wrong.</summary>
    internal async Task<(CodeAnswer Answer, string Id)> UseAsync(Ticket half, string answer, CancellationToken cancellation)
    {
        if (!await quota.TakeAsync(keys.Access.Hash("factor-passkey", half.Address.Key), Partition, Rates.FactorCodes.Times, Rates.FactorCodes.Span, cancellation))
            return (CodeAnswer.TooMany, "");
        if (answer.Length == 0 || await challenges.TakeAsync(half.Row.RowKey, cancellation) is not { } kept) return (CodeAnswer.Wrong, "");
        if (await rows.FindAsync(half.Address, cancellation) is not { } found) return (CodeAnswer.Gone, "");
        if (await ceremony.UseAsync(found.Owner(half.Address), answer, kept) is not { } used) return (CodeAnswer.Wrong, "");
        var stored = found.All.First(one => one.Passkey.Id.AsSpan().SequenceEqual(used.Id));
        var row = PasskeyRows.Write(found.Factor.Key, stored.Row, used with { Label = stored.Passkey.Label });
        return await outbox.TrySubmitAsync(table, [new(TableTransactionActionType.UpdateReplace, row, row.ETag)], cancellation) ? (CodeAnswer.Right, found.Factor.Factor.Id) : (CodeAnswer.Wrong, "");
    }

    async Task<FoundPasskeys?> MayAddAsync(Session who, CancellationToken cancellation) =>
        factors.Mode != FactorMode.Off && factors.IsFresh(who) && await rows.FindAsync(SecondFactorDesk.Person(who), cancellation) is { All.Count: < Limits.Passkeys } found ? found : null;

    TableTransactionAction Mail(string to, Message message) => outbox.Add(keys.Access, Partition, $"passkey-{Base32.Random(16)}", to, message);
}
