namespace Campaigns.Letters.Replies.Inbound;

/// <summary>A mail to one of our reply addresses, as the mail service handed it over. Nothing of it is proven: anybody can write any sender into a mail.</summary>
/// <param name="To">Where addresses may stand: the envelope, the header.</param>
/// <param name="Words">Plain text, as it came.</param>
public sealed record InboundMail(IReadOnlyList<string> To, string From, string Subject, string Words, IReadOnlyList<InboundFile> Files);

/// <param name="Name">As the sender gave it: any text.</param>
/// <param name="Bytes">Null where there are more than <see cref="Limits.ReplyFile"/>.</param>
public sealed record InboundFile(string Name, byte[]? Bytes);

/// <summary>What became of a mail that was handed over.</summary>
public enum InboundResult
{
    /// <summary>It waits for a coordinator.</summary>
    Taken,
    /// <summary>The same mail came before.</summary>
    Known,
    /// <summary>To none of our reply addresses, or the campaign's data is destroyed.</summary>
    UnknownAddress,
    /// <summary>Neither words nor a file.</summary>
    Empty,
    /// <summary>So many wait for this letter already.</summary>
    TooMany,
    /// <summary>No mail at all: another form, or a broken one.</summary>
    Unreadable,
    TooLarge,
}

/// <summary>A reply that came by mail and that no coordinator has looked at; it counts for nothing until then.</summary>
/// <param name="Id">26 characters of lower-case base32, made of the mail itself: the same mail twice is one.</param>
/// <param name="From">What the mail says of its sender.</param>
/// <param name="File">Null without one; several are one zip.</param>
/// <param name="LeftOut">Names of files that were too large.</param>
public sealed record IncomingReply(string Id, int Addressee, DateTimeOffset ReceivedAt, string From, string Subject, string Words, ReplyFile? File, IReadOnlyList<string> LeftOut)
{
    /// <summary>As it is recorded once somebody has accepted it.</summary>
    public Reply As(ReplyKind kind)
    {
        var words = $"{From}\n{Subject}\n\n{Words}".Trim();
        return new(Id, Addressee, ReceivedAt, kind, words.Length > Limits.ReplyWords ? words[..Limits.ReplyWords] : words, File);
    }
}
