using Campaigns.Alarms;

namespace Campaigns.Mail;

/// <summary>
/// A message of the product to one person, as data: what it says, not how. Stored sealed in the outbox as JSON (the type's
/// name is its <c>kind</c>; changing a name or a property breaks messages that wait), rendered when it is sent.
/// </summary>
/// <param name="Language">Of the reader; falls back to English where a text is missing.</param>
public abstract record Message(string Language)
{
    /// <summary>The words that differ from person to person in a message to many; null for a message that is sent alone. What is not
    /// named here may differ, too, but then the messages do not share a request.</summary>
    internal virtual IReadOnlyList<string>? Personal => null;

    /// <summary>The same message with other personal words.</summary>
    internal virtual Message With(IReadOnlyList<string> words) => this;
}

/// <summary>To somebody who signs, or is asked to: each carries one link, and the code for those whose mail program breaks it.</summary>
public abstract record MessageToSignatory(string Language) : Message(Language)
{
    /// <summary>Null in messages that an earlier version wrote.</summary>
    public TypedCode? Code { get; init; }

    /// <summary>The reader's mail is read by others: neither sender nor subject nor text names the campaign.</summary>
    public bool Neutral { get; init; }

    /// <summary>IANA zone of the reader; null: nobody said.</summary>
    public string? ReaderZone { get; init; }

    /// <summary>With the code as the last of the personal words, where there is one.</summary>
    private protected IReadOnlyList<string> WithCode(params IReadOnlyList<string> words) => Code is null ? words : [.. words, Code.Code];

    private protected TypedCode? Coded(IReadOnlyList<string> words) => Code is null ? null : Code with { Code = words[^1] };
}

/// <summary>A code and where it is typed, both as they are printed: <c>campaigns.example.org/code</c>, <c>K7QF-2M9X</c>.</summary>
public sealed record TypedCode(string Page, string Code);

/// <summary>One-time sign-in link. <paramref name="Link"/> begins with <c>/signin/</c> under the base address.</summary>
public sealed record SignInLink(string Language, string Link) : Message(Language);

/// <summary>To somebody who signs in: their second factor was switched on or off.</summary>
public sealed record FactorSwitched(string Language, bool On) : Message(Language);

/// <summary>To somebody who signs in: a passkey was added or removed.</summary>
public sealed record PasskeyChanged(string Language, bool Added) : Message(Language);

/// <summary>To somebody who signs in: an operator took their second factor away.</summary>
public sealed record FactorReset(string Language, string Reason) : Message(Language);

/// <summary>To the coordinator: the campaign is stored; here is its desk. <paramref name="ClosesAt"/>, here and below: null without a deadline.</summary>
public sealed record CampaignLaunched(string Language, string Title, string DeskLink, DateTimeOffset OpensAt, DateTimeOffset? ClosesAt, string TimeZone) : Message(Language);

/// <summary>Please confirm: the link leads to the page with the button.</summary>
public sealed record ConfirmSignature(string Language, string Title, string Name, string? Organisation, string Link, DateTimeOffset? ClosesAt, string TimeZone) : MessageToSignatory(Language)
{
    /// <summary>Until then the reader's confirmation counts; null: until the deadline.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    internal override IReadOnlyList<string>? Personal => Organisation is null ? WithCode(Link, Name) : WithCode(Link, Name, Organisation);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Name = words[1], Organisation = Organisation is null ? null : words[2], Code = Coded(words) };
}

/// <summary>The one reminder to somebody who asked to sign and has not confirmed.</summary>
public sealed record ReminderToConfirm(string Language, string Title, string Name, string? Organisation, string Link, DateTimeOffset? ClosesAt, string TimeZone) : MessageToSignatory(Language)
{
    /// <summary>Until then the reader's confirmation counts; null: until the deadline.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    internal override IReadOnlyList<string>? Personal => Organisation is null ? WithCode(Link, Name) : WithCode(Link, Name, Organisation);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Name = words[1], Organisation = Organisation is null ? null : words[2], Code = Coded(words) };
}

/// <summary>Somebody asked to sign with an address that has signed: the link leads to the receipt.</summary>
public sealed record AlreadySigned(string Language, string Title, string Link) : MessageToSignatory(Language)
{
    internal override IReadOnlyList<string>? Personal => WithCode(Link);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Code = Coded(words) };
}

public sealed record InvitationToSign(string Language, string Title, string Contact, string Organisation, string Link, DateTimeOffset? ClosesAt, string TimeZone) : MessageToSignatory(Language)
{
    internal override IReadOnlyList<string>? Personal => WithCode(Link, Contact, Organisation);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Contact = words[1], Organisation = words[2], Code = Coded(words) };
}

public sealed record ReminderToSign(string Language, string Title, string Contact, string Organisation, string Link, DateTimeOffset? ClosesAt, string TimeZone) : MessageToSignatory(Language)
{
    internal override IReadOnlyList<string>? Personal => WithCode(Link, Contact, Organisation);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Contact = words[1], Organisation = words[2], Code = Coded(words) };
}

/// <summary>To everyone concerned: the deadline was moved.</summary>
/// <param name="From">What the reader knew; null: there was no deadline.</param>
public sealed record DeadlineChanged(string Language, string Title, DeadlineReader Reader, string Link, DateTimeOffset? From, DateTimeOffset To, string TimeZone) : MessageToSignatory(Language)
{
    internal override IReadOnlyList<string>? Personal => WithCode(Link);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Code = Coded(words) };
}

/// <summary>How a reader stands to the campaign whose deadline was moved.</summary>
public enum DeadlineReader
{
    /// <summary>Invited, without an answer.</summary>
    Invited,
    /// <summary>Asked to sign, and has not confirmed.</summary>
    Unconfirmed,
    Signed,
}

/// <summary>To the coordinator: letters wait for a decision at the desk.</summary>
public sealed record ApprovalNeeded(string Language, string Title, string DeskLink, Count Count, int? MinimumSignatures, int? MinimumCountries) : Message(Language)
{
    /// <summary>Another coordinator has to approve, too.</summary>
    public bool Second { get; init; }

    /// <summary>What was held against what; null in messages that an earlier version wrote.</summary>
    public MissedConditions? Conditions { get; init; }
}

/// <summary>To a coordinator who could approve as the second person; <paramref name="Again"/>: once more.</summary>
/// <param name="Asker">Address of who asks; null: the campaign asks by itself, or this is a reminder.</param>
public sealed record SecondApprovalAsked(string Language, string Title, string DeskLink, string? Asker, int Letters, Count Count, DateTimeOffset AskedAt, string TimeZone, bool Again) : Message(Language);

/// <summary>To the coordinator: the window has closed, and the letters wait for the second person, who was asked.</summary>
public sealed record SecondApprovalAwaited(string Language, string Title, string DeskLink, Count Count) : Message(Language);

/// <summary>To who asked: the second person said no.</summary>
public sealed record SecondApprovalRefused(string Language, string Title, string DeskLink, string Reason) : Message(Language);

/// <summary>To the coordinator: a condition was missed at the deadline, which was put off as the launch said.</summary>
public sealed record DeadlineExtended(string Language, string Title, string DeskLink, MissedConditions Conditions, DateTimeOffset From, DateTimeOffset To, string TimeZone) : Message(Language);

/// <summary>To the coordinator: a condition was missed, and nothing is sent, as the launch said.</summary>
public sealed record NothingSent(string Language, string Title, string DeskLink, MissedConditions Conditions) : Message(Language);

/// <summary>The conditions of the letters and what was reached. <paramref name="Missing"/>: names of organisations that have to sign and have not.</summary>
public sealed record MissedConditions(Count Count, int? MinimumSignatures, int? MinimumCountries, int Objections, int? MaximumObjections, IReadOnlyList<string> Missing)
{
    internal static MissedConditions Of(Campaign campaign, Reached reached) => new(
        reached.Count, campaign.MinimumSignatures, campaign.MinimumCountries, reached.Objections, campaign.MaximumObjections,
        [.. reached.Missing.Select(one => $"{one.Organisation} ({one.Country})")]);
}

/// <summary>To the coordinator: the round of letters is over.</summary>
public sealed record DispatchReport(string Language, string Title, string DeskLink, Count Count, int Letters, int Accepted, int NeedAttention) : Message(Language);

/// <summary>To the coordinator: the letters of a round before the last wait for a decision at the desk.</summary>
/// <param name="Name">Of the round.</param>
public sealed record RoundWaits(string Language, string Title, string Name, string DeskLink, Count Count) : Message(Language);

/// <summary>To those who signed: the campaign was cancelled.</summary>
/// <param name="HasSent">Letters of a round had left before; otherwise none was sent.</param>
public sealed record CampaignCancelled(string Language, string Title, bool HasSent = false) : MessageToSignatory(Language)
{
    internal override IReadOnlyList<string>? Personal => WithCode();

    internal override Message With(IReadOnlyList<string> words) => this with { Code = Coded(words) };
}

/// <summary>To those who signed and asked for it: an update on the campaign. Waits without its text, which it gets when it leaves.</summary>
/// <param name="Number">Of the update.</param>
/// <param name="Page">The campaign's public page.</param>
/// <param name="Link">Ends the updates to this person; its path begins with <c>/updates/</c>.</param>
public sealed record UpdateToSignatory(string Language, string Title, int Number, string Page, string Link) : MessageToSignatory(Language)
{
    public Updates.UpdateText? Text { get; init; }

    internal override IReadOnlyList<string>? Personal => WithCode(Link);

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Code = Coded(words) };
}

/// <summary>To those who signed: a condition was missed, so nothing is sent.</summary>
public sealed record CampaignNotSent(string Language, string Title, bool HasSent = false) : MessageToSignatory(Language)
{
    internal override IReadOnlyList<string>? Personal => WithCode();

    internal override Message With(IReadOnlyList<string> words) => this with { Code = Coded(words) };
}

/// <summary>To a reviewer: please read the draft and say what you think. The link leads to the page where that is done.</summary>
public sealed record ReviewAsked(string Language, string Title, string Name, string Link, DateTimeOffset Deadline, string TimeZone) : Message(Language);

/// <summary>The one reminder of a drafting round, to a reviewer who has not answered.</summary>
public sealed record ReviewReminder(string Language, string Title, string Name, string Link, DateTimeOffset Deadline, string TimeZone) : Message(Language);

/// <summary>To those who write the draft: its round is over.</summary>
public sealed record ReviewRoundOver(string Language, string Title, string DeskLink, int Approved, int Objections, int Silent) : Message(Language);

/// <summary>To those who write the draft: the campaign that was to open with it by itself does not any more.</summary>
/// <param name="ByObjection">A reviewer objected; otherwise its form does not hold any more.</param>
public sealed record OpeningStopped(string Language, string Title, string DeskLink, bool ByObjection) : Message(Language);

/// <summary>To an operator: something is wrong. <paramref name="Title"/> of the campaign; null when it concerns the whole installation.</summary>
public sealed record AlarmRaised(string Language, string? Title, string Link, Trouble Trouble, DateTimeOffset SeenAt) : Message(Language);
