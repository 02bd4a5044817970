using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Signatories;

/// <summary>The first page: campaigns that can be signed (the nearest deadline first), that will open, and earlier ones.</summary>
public sealed record HomeView(DateTimeOffset Now, IReadOnlyList<HomeEntry> Open, IReadOnlyList<HomeEntry> Scheduled, IReadOnlyList<HomeEntry> Earlier)
    : IView<HomePage>;

public sealed record HomeEntry(Campaign Campaign, Count Count);
