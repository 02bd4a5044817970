using Campaigns.Drafting;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Mail;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>The drafts of one editor, and the form to begin one.</summary>
public sealed record DraftsView(Staff Staff, FormState Form, IReadOnlyList<StatementDraft> Drafts) : IView<DraftsPage>;

/// <summary>One draft: the text as it stands in <paramref name="Language"/>, what was said about it, what can be done.</summary>
public sealed record DraftView(Staff Staff, StatementDraft Draft, string Language, FormState Form, DateTimeOffset Now) : IView<DraftPage>
{
    public required IReadOnlyList<ReviewedParagraph> Text { get; init; }
    /// <summary>Comments on words that have changed since.</summary>
    public required IReadOnlyList<DraftComment> Elsewhere { get; init; }
    public required IReadOnlyList<DraftVersion> Versions { get; init; }
    public required IReadOnlyList<WorkingCopy> Copies { get; init; }
    public required IReadOnlyList<DraftComment> Comments { get; init; }
    /// <summary>The action whose form was refused; null on an ordinary look.</summary>
    public string? Posted { get; init; }
    /// <summary>The resource <c>Draft_Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    public FormState For(string act) => (Posted == act ? Form : Form with { Values = new Dictionary<string, string>(), Errors = [] }) with { Action = $"/desk/drafts/{Draft.Id}/{act}" };

    public bool IsMine(string by) => by == Me;

    public string Me => DraftAccess.NameOf(Staff);

    public IEnumerable<WorkingCopy> Mine => Copies.Where(copy => copy.By == Me);

    /// <summary>Who else has typed a moment ago.</summary>
    public IEnumerable<WorkingCopy> Typing => Copies.Where(copy => copy.By != Me && copy.At > Now - DraftDesk.Presence);
}

/// <summary>The page on which a text is written.</summary>
/// <param name="Copy">Names this page among those of its editor.</param>
/// <param name="Base">The version that the text was made from.</param>
public sealed record DraftEditView(Staff Staff, StatementDraft Draft, string Language, string Copy, int Base, string Text, FormState Form, DateTimeOffset Now) : IView<DraftEditPage>
{
    /// <summary>The newest version, when it is another than the one that the text was made from.</summary>
    public DraftVersion? Newer { get; init; }
    /// <summary>The form was sent, and another version had come in between: both texts are shown.</summary>
    public bool IsConflict { get; init; }
    public IReadOnlyList<WorkingCopy> Copies { get; init; } = [];

    public IEnumerable<WorkingCopy> Others => Copies.Where(copy => copy.Id != Copy && copy.Language == Language);
}

/// <summary>What the public and the addressees will see.</summary>
public sealed record DraftPreviewView(Staff Staff, StatementDraft Draft, string Language, string Text, MailContent Letter) : IView<DraftPreviewPage>;

/// <summary>What changed from one version to another.</summary>
public sealed record DraftChangesView(Staff Staff, StatementDraft Draft, DraftVersion From, DraftVersion To, IReadOnlyList<DifferenceLine> Lines) : IView<DraftChangesPage>;
