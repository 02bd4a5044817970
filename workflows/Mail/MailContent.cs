using System.Collections.Immutable;

namespace Campaigns.Mail;

/// <summary>
/// What a message says, written once and rendered twice: as HTML by <c>MailLayout</c> and as text by <see cref="MailText"/>,
/// so that both always say the same.
/// </summary>
/// <param name="Language">BCP 47 tag of the words in it.</param>
/// <param name="Footer">Fine print at the end: why this person gets the message.</param>
public sealed record MailContent(string Language, string Subject, ImmutableArray<MailBlock> Blocks, string Footer)
{
    /// <summary>Who writes, above everything else; null for none. In letters only.</summary>
    public SenderHead? Head { get; init; }

    /// <summary>Whose mail it is, in a word above everything else; null in letters and in neutral messages.</summary>
    public string? Masthead { get; init; }

    /// <summary>A letter to an office: it begins as letters do, without its subject over it.</summary>
    public bool IsLetter => Masthead is null && !Neutral;

    /// <summary>How to get no more messages like this one. Stands below the fine print, and in the headers for mail programs (RFC 8058): a POST to the
    /// link ends them.</summary>
    public MailBlock.Action? Stop { get; init; }

    /// <summary>Sent under the neutral name (<see cref="CampaignsOptions.MailNeutralName"/>).</summary>
    public bool Neutral { get; init; }
}

/// <summary>One piece of a message, from top to bottom.</summary>
public abstract record MailBlock
{
    /// <param name="Language">BCP 47 tag, where it is not the message's own.</param>
    public sealed record Paragraph(string Text, string? Language = null) : MailBlock;
    public sealed record Heading(string Text) : MailBlock;
    /// <summary>A statement in its own language, as Markdown.</summary>
    public sealed record Statement(string Language, string Markdown) : MailBlock;
    /// <summary>The one act that the message asks for.</summary>
    public sealed record Action(string Label, string Link) : MailBlock;
    /// <summary>A deadline, one clock a line.</summary>
    public sealed record Date(string Text) : MailBlock;
    public sealed record List(ImmutableArray<string> Items) : MailBlock;
    /// <summary>Names under a title, a country; on paper in columns.</summary>
    public sealed record Names(string Title, ImmutableArray<string> Items) : MailBlock;
    /// <summary>Smaller: fingerprints, times, what happens if nothing is done.</summary>
    public sealed record Note(string Text) : MailBlock;
}
