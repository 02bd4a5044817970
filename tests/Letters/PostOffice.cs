using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Local.MailRoom;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Letters;

/// <summary>The product's services over the run's Azurite and a mail room of one test, with a clock that stands still.</summary>
public sealed class PostOffice : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly ServiceProvider services;

    PostOffice(DirectoryInfo folder, MailRoomApp room, ServiceProvider services) => (this.folder, Room, this.services) = (folder, room, services);

    public MailRoomApp Room { get; }
    public FakeTimeProvider Time => (FakeTimeProvider)services.GetRequiredService<TimeProvider>();
    public CampaignTables Tables => Get<CampaignTables>();
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();
    public object Get(Type type) => services.GetRequiredService(type);

    /// <param name="timeoutSeconds">How long the mail service may take to answer, in real time.</param>
    public static async Task<PostOffice> OpenAsync(AzuriteFixture azurite, int timeoutSeconds = 30, TableClientOptions? storage = null)
    {
        var folder = Directory.CreateTempSubdirectory("post-office-");
        var room = await MailRoomApp.StartAsync(new MailRoomOptions { DataFolder = folder.FullName });
        var settings = new Dictionary<string, string?>
        {
            ["SendGrid:Host"] = room.Address.ToString(),
            ["SendGrid:ApiKey"] = "SG.test",
            ["SendGrid:TimeoutSeconds"] = $"{timeoutSeconds}",
            ["SendGrid:WebhookPublicKey"] = room.WebhookPublicKey,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
        services.AddSingleton(new TableServiceClient(azurite.ConnectionString, storage));
        services.AddSingleton(new CampaignsOptions
        {
            BaseUrl = "https://campaigns.example.org",
            MasterKey = Convert.ToBase64String(new byte[32]),
            Coordinators = "coordinator@example.org, ole@example.org, eva@example.org",
            Operators = "operator@example.org",
        });
        services.AddCampaigns();
        var office = new PostOffice(folder, room, services.BuildServiceProvider());
        await office.Tables.CreateAsync();
        return office;
    }

    /// <summary>A campaign id nobody else has, with its data key stored.</summary>
    public async Task<(string Campaign, DataKey Key)> CampaignAsync()
    {
        var id = AzuriteFixture.NewName("campaign").ToLowerInvariant();
        var (key, insert) = Get<KeyRing>().Create(id);
        await Tables.Campaigns.SubmitTransactionAsync([insert]);
        return (id, key);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Room.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
