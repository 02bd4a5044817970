using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Local.DurableTask;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SendGrid;

namespace Campaigns.Tests.Simulation;

/// <summary>
/// One process of the app: the product's services and the real engine over the world's storage and mail. When it dies, nothing of
/// what it was doing ever goes on: no call of it is answered, no timer of it fires.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It is killed, never disposed of.")]
sealed class AppProcess
{
    static readonly TimeSpan NoHeartbeat = TimeSpan.FromDays(365); // one process at a time: nobody has to be told

    readonly World world;
    readonly WorldClock clock;
    readonly ServiceProvider services;
    readonly DurableTaskEngine engine;
    readonly List<Action> visitors = [];

    public AppProcess(World world, int number)
    {
        (this.world, Number) = (world, number);
        clock = new(world.Agenda, () => IsAlive);
        services = Build();
        Get<KeyRing>().NewKey = world.NextKey;
        Get<SignatureBook>().PauseAfterConflict = () => SleepAsync(TimeSpan.FromMilliseconds(world.Order.Next(1, 10)));
        var options = new EngineOptions
        {
            HubName = "SimulatedHub",
            DefaultVersion = "1.0",
            Heartbeat = NoHeartbeat,
            OwnerExpiry = NoHeartbeat * 2,
            Linger = world.Linger,
        };
        engine = new(Get<TableServiceClient>(), options, new Activities(world, this).Registry(), clock, Get<ILoggerFactory>());
        Client = new FlakyClient(world, this, engine.Client);
    }

    public int Number { get; }
    public bool IsAlive { get; private set; } = true;
    /// <summary>Takes visitors.</summary>
    public bool IsUp { get; private set; }
    public DurableTaskClient Client { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();
    public object Get(Type type) => services.GetRequiredService(type);

    public async Task BootAsync()
    {
        while (!await TrySetUpAsync()) await SleepAsync(TimeSpan.FromSeconds(2));
        await engine.StartAsync(CancellationToken.None);
        await services.GetServices<IHostedService>().OfType<OutboxPump>().Single().StartAsync(CancellationToken.None);
        IsUp = true;
        world.Trace.Say($"Process {Number} of the app is up.");
        new Timers(world, this).Start();
    }

    /// <summary>As the app's own set-up of its tables: until it has worked.</summary>
    async Task<bool> TrySetUpAsync()
    {
        try
        {
            await Get<CampaignTables>().CreateAsync();
            return true;
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            return false;
        }
    }

    public void Die()
    {
        (IsAlive, IsUp) = (false, false);
        engine.Abandon();
        foreach (var visitor in visitors.ToList()) visitor();
    }

    public Task SleepAsync(TimeSpan time) => Task.Delay(time, clock);

    /// <summary>A request from outside. Ends also when the process dies.</summary>
    public Task<Reply<T>> AskAsync<T>(Func<AppProcess, Task<T>> request)
    {
        var reply = new TaskCompletionSource<Reply<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!IsUp) return Task.FromResult(default(Reply<T>));
        visitors.Add(Leave);
        _ = AnswerAsync();
        return reply.Task;

        void Leave() => reply.TrySetResult(default);

        async Task AnswerAsync()
        {
            try
            {
                var value = await request(this);
                if (IsAlive) reply.TrySetResult(new(true, value, null));
            }
            catch (Exception error)
            {
                if (IsAlive) reply.TrySetResult(new(false, default, error));
            }
            visitors.Remove(Leave);
        }
    }

    ServiceProvider Build()
    {
        var building = new ServiceCollection();
        var settings = new Dictionary<string, string?> { ["SendGrid:WebhookPublicKey"] = world.Mail.WebhookKey, ["SendGrid:ApiKey"] = "SG.simulated" };
        building.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        building.AddLogging(logging => logging.AddProvider(new WatchedLog(world)).SetMinimumLevel(LogLevel.Information));
        building.AddSingleton<TimeProvider>(clock);
        building.AddSingleton(new TableServiceClient(
            new Uri("https://simulated.table.example.org"), new TableSharedKeyCredential("simulated", "c2ltdWxhdGVk"), NoWait.Options(new StorageLine(world, this))));
        building.AddSingleton(new CampaignsOptions
        {
            BaseUrl = "https://campaigns.example.org",
            MasterKey = Convert.ToBase64String(new byte[32]),
            Operators = Marker.Address("operator"),
        });
        building.AddCampaigns();
        building.AddSingleton<ISendGridClient>(new SendGridClient(
            new HttpClient(world.Planted.MailClient(new MailLine(world, this))) { Timeout = Timeout.InfiniteTimeSpan }, new SendGridClientOptions { ApiKey = "SG.simulated" }));
        if (world.Planted.BookLag is { } lag) building.AddSingleton(provider => new SignatureBook(
            provider.GetRequiredService<CampaignTables>(), provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<Outbox>(),
            provider.GetRequiredService<ICampaignSource>(), provider.GetRequiredService<CampaignsOptions>(), new WorldClock(world.Agenda, () => IsAlive, lag)));
        return building.BuildServiceProvider();
    }
}
