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

/// <summary>One-time sign-in link. <paramref name="Link"/> begins with <c>/signin/</c> under the base address.</summary>
public sealed record SignInLink(string Language, string Link) : Message(Language);

/// <summary>To the coordinator: the campaign is stored; here is its desk.</summary>
public sealed record CampaignLaunched(string Language, string Title, string DeskLink, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, string TimeZone) : Message(Language);

/// <summary>Please confirm: the link leads to the page with the button.</summary>
public sealed record ConfirmSignature(string Language, string Title, string Name, string? Organisation, string Link, DateTimeOffset ClosesAt, string TimeZone) : Message(Language)
{
    internal override IReadOnlyList<string>? Personal => [Link, Name, .. Organisation is null ? [] : new[] { Organisation }];

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Name = words[1], Organisation = Organisation is null ? null : words[2] };
}

/// <summary>Somebody asked to sign with an address that has signed: the link leads to the receipt.</summary>
public sealed record AlreadySigned(string Language, string Title, string Link) : Message(Language)
{
    internal override IReadOnlyList<string>? Personal => [Link];

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0] };
}

public sealed record InvitationToSign(string Language, string Title, string Contact, string Organisation, string Link, DateTimeOffset ClosesAt, string TimeZone) : Message(Language)
{
    internal override IReadOnlyList<string>? Personal => [Link, Contact, Organisation];

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Contact = words[1], Organisation = words[2] };
}

public sealed record ReminderToSign(string Language, string Title, string Contact, string Organisation, string Link, DateTimeOffset ClosesAt, string TimeZone) : Message(Language)
{
    internal override IReadOnlyList<string>? Personal => [Link, Contact, Organisation];

    internal override Message With(IReadOnlyList<string> words) => this with { Link = words[0], Contact = words[1], Organisation = words[2] };
}

/// <summary>To the coordinator: letters wait for a decision at the desk.</summary>
public sealed record ApprovalNeeded(string Language, string Title, string DeskLink, Count Count, int? MinimumSignatures, int? MinimumCountries) : Message(Language);

/// <summary>To the coordinator: the round of letters is over.</summary>
public sealed record DispatchReport(string Language, string Title, string DeskLink, Count Count, int Letters, int Accepted, int NeedAttention) : Message(Language);

/// <summary>To those who signed: the campaign was cancelled, nothing was sent.</summary>
public sealed record CampaignCancelled(string Language, string Title) : Message(Language)
{
    internal override IReadOnlyList<string>? Personal => [];

    internal override Message With(IReadOnlyList<string> words) => this;
}

/// <summary>To an operator: something is wrong. <paramref name="Title"/> of the campaign; null when it concerns the whole installation.</summary>
public sealed record AlarmRaised(string Language, string? Title, string Link, Trouble Trouble, DateTimeOffset SeenAt) : Message(Language);
