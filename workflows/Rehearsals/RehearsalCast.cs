using System.Text.RegularExpressions;
using Campaigns.Signatures;

namespace Campaigns.Rehearsals;

/// <summary>
/// What people do in a rehearsal: of five who are invited three sign, one declines, one never answers; somebody comes by the public page.
/// The same launch has the same people do the same.
/// </summary>
sealed partial class RehearsalCast(RehearsalStage stage, Campaign campaign, IReadOnlyList<Invitation> invited)
{
    /// <summary>Within so long people make up their minds where nothing hurries them.</summary>
    static readonly TimeSpan WithoutDeadline = TimeSpan.FromDays(30);

    const string Guest = "guest@example.org";
    /// <summary>Approves the letters where a second person has to.</summary>
    public const string Second = "second@example.org";

    readonly PriorityQueue<RehearsedTurn, (DateTimeOffset At, int Order)> turns = new();
    readonly HashSet<string> heard = new(StringComparer.OrdinalIgnoreCase);

    public RehearsedTurn? Next => turns.TryPeek(out var turn, out _) ? turn : null;

    public RehearsedTurn Take() => turns.Dequeue();

    /// <summary>Somebody comes by a little after the opening.</summary>
    public void Open(Campaign open) => Add(At(open, 0.05), RehearsedAct.Ask, GuestName(open), cancellation => stage.Get<SignatureBook>().RequestAsync(open, Asks(open), cancellation: cancellation));

    /// <summary>People read their mail, and make up their minds.</summary>
    public void Hear(Campaign now, IReadOnlyList<RehearsedMail> mails)
    {
        foreach (var mail in mails)
        {
            if (!now.TakesSignatures(stage.Clock.GetUtcNow()) || Link().Match(mail.Text) is not { Success: true } link || !heard.Add(mail.To)) continue;
            var token = link.Groups["token"].Value;
            if (mail.To == Guest) Add(At(now, 0.06), RehearsedAct.Sign, GuestName(now), cancellation => stage.Get<SignatureBook>().ConfirmAsync(token, null, cancellation));
            else if (invited.FirstOrDefault(one => string.Equals(one.Email, mail.To, StringComparison.OrdinalIgnoreCase)) is { } person) Answer(now, person, token);
        }
    }

    void Answer(Campaign now, Invitation person, string token)
    {
        var book = stage.Get<SignatureBook>();
        var at = At(now, 0.1 + (0.07 * (person.Number * 7 % 11)));
        if (person.Number % 5 == 3) Add(at, RehearsedAct.Decline, person.Organisation, cancellation => book.DeclineAsync(token, cancellation));
        else if (person.Number % 5 != 0) Add(at, RehearsedAct.Sign, person.Organisation, cancellation => book.ConfirmAsync(token, Reply(person), cancellation));
    }

    InvitationReply Reply(Invitation person) =>
        new(person.Contact.Length > 0 ? person.Contact : person.Organisation, "", campaign.DefaultPublication) { Pseudonym = Pseudonym };

    SignatureRequest Asks(Campaign open)
    {
        var kind = open.Signatories == SignatoryRule.Individuals ? SignatoryKind.Individual : SignatoryKind.Organisation;
        return new(kind, kind == SignatoryKind.Organisation ? GuestName(open) : "", "NO", "Sample Person", "", Guest, open.DefaultPublication, open.Language) { Pseudonym = Pseudonym };
    }

    string Pseudonym => campaign.DefaultPublication == Publication.Pseudonym ? "Sample Pseudonym" : "";

    static string GuestName(Campaign open) => open.Signatories == SignatoryRule.Individuals ? "Sample Person" : "Sample Organisation";

    static DateTimeOffset At(Campaign now, double share)
    {
        var opened = now.OpenedAt ?? now.OpensAt;
        return opened + (((now.ClosesAt - opened) ?? WithoutDeadline) * share);
    }

    void Add(DateTimeOffset at, RehearsedAct act, string who, Func<CancellationToken, Task> does) => turns.Enqueue(new(at, act, who, does), (at, turns.Count));

    [GeneratedRegex(@"/sign/(?<token>[A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}

/// <param name="Does">What it is for the product.</param>
sealed record RehearsedTurn(DateTimeOffset At, RehearsedAct Act, string Who, Func<CancellationToken, Task> Does);
