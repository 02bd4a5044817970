using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Letters;
using Campaigns.Letters.Replies;
using Campaigns.Letters.Replies.Inbound;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>One letter: to whom, what became of it, and what it says. Before the dispatch: as it would leave now.</summary>
/// <param name="Rows">Its rows of the ledger, one a round; empty before the dispatch.</param>
public sealed record LetterView(Staff Staff, Campaign Campaign, Addressee Addressee, IReadOnlyList<LetterRow> Rows, ComposedLetter Letter, FormState Form, FormState ReplyForm) : IView<LetterPage>
{
    public string Path => LetterReading.Path(Campaign.Id, Addressee.Number);

    /// <summary>What the office wrote back, the oldest first.</summary>
    public IReadOnlyList<Reply> Replies { get; init; } = [];
    /// <summary>What came by mail and waits to be looked at, the oldest first.</summary>
    public IReadOnlyList<IncomingReply> Incoming { get; init; } = [];
    /// <summary>Where a reply to this letter can be forwarded to; null: nowhere.</summary>
    public string? ReplyTo { get; init; }
    /// <summary>Whether there is a letter that can have been answered.</summary>
    public bool HasLeft => Rows.Count > 0;
    /// <summary>To whom a test letter went; null when none was sent just now.</summary>
    public bool Tested { get; init; }
    /// <summary>Why no test letter was sent: the resource <c>Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether the document that is shown is, byte for byte, the one that left; null when none left.</summary>
    public bool? IsVery => Rows is [.., { PdfHash: { } sent }] ? sent == Letter.PdfHash : null;
}
