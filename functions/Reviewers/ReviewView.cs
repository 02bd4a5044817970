using Campaigns.Drafting;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;

namespace Campaigns.Functions.Reviewers;

/// <summary>The draft as one reviewer reads it.</summary>
public sealed record ReviewView(StatementDraft Draft, Reviewer Reviewer, string Language, FormState Form, DateTimeOffset Now) : IView<ReviewPage>
{
    public required IReadOnlyList<ReviewedParagraph> Text { get; init; }
    public required IReadOnlyList<DraftComment> Elsewhere { get; init; }
    /// <summary>The resource <c>Draft_Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }
    /// <summary>The campaign that opened with it and who has signed, where its embargo excepts reviewers; null otherwise.</summary>
    public (Campaign Campaign, IReadOnlyList<ListedSignatory> List)? SignedSoFar { get; init; }
    /// <summary>What was done a moment ago: <c>comment</c>, <c>approve</c> or <c>object</c>.</summary>
    public string? Done { get; init; }

    public bool MaySpeak => !Draft.IsFrozen && Draft.Round is { ClosedAt: null } round && round.Deadline > Now;

    public int Version => Draft.VersionOf(Language);

    public Verdict? OwnWord => Draft.Verdicts.FirstOrDefault(word => word.Reviewer == Reviewer.Number && word.Language == Language);
}
