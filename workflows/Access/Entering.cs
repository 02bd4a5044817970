using Azure.Data.Tables;
using Campaigns.Access.Passkeys;
using Campaigns.Access.SecondFactors;
using Campaigns.Storage;

namespace Campaigns.Access;

/// <summary>From a proven address to a session: at once, or by way of the second factor.</summary>
sealed class Entering(TableClient table, KeyRing keys, Tickets tickets, SecondFactorDesk factors, PasskeyDesk passkeys, Sessions sessions)
{
    /// <summary>How long a second factor can be given.</summary>
    public static readonly TimeSpan HalfOpen = TimeSpan.FromMinutes(10);
    const string Partition = SignIn.LinkPartition;

    /// <summary>Opens a session, or what waits for a second factor: then the session is null. The secret is new, whatever the browser had before.</summary>
    /// <param name="provider">The provider whose second factor is taken for ours; empty: none was given yet.</param>
    public async Task<(string Secret, Session? Session)> EnterAsync(Ticket of, string provider, CancellationToken cancellation)
    {
        if (provider.Length > 0 || (await factors.IdOfAsync(of.Address, cancellation)).Length == 0) return await sessions.OpenAsync(of, "", provider, cancellation);
        var secret = Secrets.New();
        await table.AddEntityAsync(tickets.New(Partition, HalfRow(secret), of.Visitor, HalfOpen), cancellation);
        return (secret, null);
    }

    public async Task<Ticket?> FindHalfAsync(string secret, CancellationToken cancellation) =>
        Secrets.IsWellFormed(secret) ? await tickets.FindAsync(Partition, HalfRow(secret), cancellation) : null;

    /// <summary>Opens the session with a code of the second factor.</summary>
    public Task<(CodeAnswer Answer, (string Secret, Session Session)? Entered)> EnterCodeAsync(string secret, string code, CancellationToken cancellation) =>
        EnterAsync(secret, half => factors.UseAsync(half.Address, code, cancellation), cancellation);

    /// <summary>Opens the session with a passkey.</summary>
    /// <param name="answer">The browser's, as JSON.</param>
    public Task<(CodeAnswer Answer, (string Secret, Session Session)? Entered)> EnterPasskeyAsync(string secret, string answer, CancellationToken cancellation) =>
        EnterAsync(secret, half => passkeys.UseAsync(half, answer, cancellation), cancellation);

    async Task<(CodeAnswer Answer, (string Secret, Session Session)? Entered)> EnterAsync(string secret, Func<Ticket, Task<(CodeAnswer Answer, string Factor)>> use, CancellationToken cancellation)
    {
        if (await FindHalfAsync(secret, cancellation) is not { } half) return (CodeAnswer.Gone, null);
        var (answer, factor) = await use(half);
        if (answer != CodeAnswer.Right) return (answer, null);
        if (!await tickets.TryDeleteAsync(half.Row, cancellation)) return (CodeAnswer.Gone, null);
        return (answer, await sessions.OpenAsync(half, factor, "", cancellation));
    }

    string HalfRow(string secret) => "half|" + keys.Access.Hash("half", secret);
}
