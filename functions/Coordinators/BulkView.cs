using Campaigns.Abuse;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Coordinators;

/// <summary>Many signatures at once: the pattern, what it means now, and what was done before.</summary>
public sealed record BulkView(Staff Staff, Campaign Campaign, FormState Form, IReadOnlyList<BulkBatch> Batches) : IView<BulkPage>
{
    /// <summary>Null before there was one.</summary>
    public BulkPreview? Preview { get; init; }
    public BulkAct Act { get; init; }
    /// <summary>The batch that the shown preview would become.</summary>
    public string Batch { get; init; } = "";
    /// <summary>When the preview was made.</summary>
    public DateTimeOffset Seen { get; init; }
    /// <summary>Why nothing was done: the resource <c>Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether anything can still be changed.</summary>
    public bool IsOpen => Campaign.FinalCount is null && Campaign.Phase is Phase.Open or Phase.Closed or Phase.Approval;
}
