using Campaigns.Tests.House;

namespace Campaigns.Tests.Life;

/// <summary>
/// Storage of their own for the tests that launch campaigns: the sweep of any app on the same storage would carry them on,
/// by another clock.
/// </summary>
public sealed class OwnAzurite : IAsyncDisposable
{
    public AzuriteFixture Fixture { get; } = new();

    public ValueTask DisposeAsync() => Fixture.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class CampaignTests : ICollectionFixture<OwnAzurite>
{
    public const string Name = "Campaigns on storage of their own";
}
