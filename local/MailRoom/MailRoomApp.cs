using System.Net;
using Campaigns.Local.MailRoom.Events;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Local.MailRoom.Inbound;
using Campaigns.Local.MailRoom.Inbox;
using Campaigns.Local.MailRoom.Sending;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom;

/// <summary>A running mail room. Tests start one in their own process; the executable is this and nothing else.</summary>
public sealed class MailRoomApp : IAsyncDisposable
{
    readonly WebApplication app;

    MailRoomApp(WebApplication app)
    {
        this.app = app;
        var (store, events) = (app.Services.GetRequiredService<MailStore>(), app.Services.GetRequiredService<EventQueue>());
        Messages = new Messages(store, () => MessageDoors.Empty(store, events));
    }

    /// <summary>Where it listens: http://127.0.0.1 and the port.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>What was received.</summary>
    public Messages Messages { get; }

    /// <summary>What goes wrong.</summary>
    public FaultBook Faults => app.Services.GetRequiredService<FaultBook>();

    /// <summary>The key by which the app verifies events: DER SubjectPublicKeyInfo, base64.</summary>
    public string WebhookPublicKey => app.Services.GetRequiredService<WebhookKey>().PublicKey;

    /// <summary>Where events go; may be set once the app's own address is known.</summary>
    public Uri? WebhookUrl
    {
        get => app.Services.GetRequiredService<Webhook>().Address;
        set => app.Services.GetRequiredService<Webhook>().Address = value;
    }

    /// <summary>Starts a mail room and returns when it answers.</summary>
    /// <exception cref="IOException">The port is taken, or another process uses the data folder.</exception>
    public static async Task<MailRoomApp> StartAsync(MailRoomOptions options, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(MailRoomApp).Assembly.GetName().Name });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Campaigns", options.Speaks ? LogLevel.Information : LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        AddServices(builder.Services, options);
        var app = builder.Build();
        try
        {
            Load(app.Services, options);
            app.UseHostFiltering();
            app.MapPost("/v3/mail/send", (HttpContext http, SendDoor door) => door.Send(http));
            app.MapMessages();
            app.MapInbox();
            app.MapInbound();
            await app.StartAsync(cancellationToken);
            return new MailRoomApp(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the process is asked to end.</summary>
    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    /// <summary>Stops answering; what was received is in the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static void AddServices(IServiceCollection services, MailRoomOptions options)
    {
        var folder = Private(Path.Combine(options.DataFolder, "mailroom"));
        services.AddSingleton(options);
        services.AddSingleton(_ => new MailStore(folder));
        services.AddSingleton(_ => new EventQueue(folder, options.DeferFor));
        services.AddSingleton(_ => WebhookKey.Open(options.DataFolder));
        services.AddSingleton<FaultBook>();
        services.AddSingleton<SendDoor>();
        services.AddSingleton<Webhook>();
        services.AddHostedService(provider => provider.GetRequiredService<Webhook>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        // A page elsewhere whose name resolves to this machine must not read mail with sign-in links in it.
        services.AddHostFiltering(filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    /// <summary>Mail holds sign-in links: only who runs the mail room may read its files.</summary>
    static string Private(string folder)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(folder).FullName;
        return Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    static void Load(IServiceProvider services, MailRoomOptions options)
    {
        var store = services.GetRequiredService<MailStore>();
        var events = services.GetRequiredService<EventQueue>();
        _ = services.GetRequiredService<WebhookKey>();
        events.Load(store.Load(), options.Time.GetUtcNow());
        if (store.Find(new MailQuery()).Count == 0 && !events.HasOpen)
            MessageDoors.Empty(store, events);
    }
}
