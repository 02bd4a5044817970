using System.Globalization;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Networks;
using Campaigns.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SendGrid;

namespace Campaigns.Rehearsals;

/// <summary>
/// The whole of the workflows once more, with a clock, a mail service and tables of its own. Whatever a campaign does there is what it
/// would do; nothing of it is among the campaigns. The tables go with the stage; those that a crash left behind are swept.
/// </summary>
sealed class RehearsalStage : IAsyncDisposable
{
    const string Prefix = "Rehearsal";

    readonly ServiceProvider services;

    /// <param name="networks">Of the installation, for who could approve: the stage's own tables know none.</param>
    public RehearsalStage(TableServiceClient service, CampaignsOptions options, DateTimeOffset now, NetworkStore networks)
    {
        Clock = new(now);
        Post = new(Clock);
        Tables = new(service, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{now.ToUnixTimeSeconds()}{Base32.Random(8)}"));
        var collection = new ServiceCollection();
        collection.AddSingleton(service);
        collection.AddSingleton(options);
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        collection.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddCampaigns();
        collection.Replace(ServiceDescriptor.Singleton(Tables));
        collection.Replace(ServiceDescriptor.Singleton<ISendGridClient>(Post));
        collection.Replace(ServiceDescriptor.Singleton(provider => new Approvers(networks, provider.GetRequiredService<KeyRing>(), options)));
        services = collection.BuildServiceProvider();
    }

    public RehearsalClock Clock { get; }
    public RehearsalPost Post { get; }
    public CampaignTables Tables { get; }
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Runs the activity that the orchestration would call, as <see cref="NextStep"/> names it.</summary>
    public Task RunAsync(string activity, StepInput input)
    {
        var type = typeof(RehearsalStage).Assembly.GetTypes().Single(type => type.Name == activity && type.IsSubclassOf(typeof(TaskActivity<StepInput, bool>)));
        return ((TaskActivity<StepInput, bool>)services.GetRequiredService(type)).RunAsync(null!, input); // no activity looks at its context
    }

    /// <summary>Sends what waits, and gives it.</summary>
    public async Task<IReadOnlyList<RehearsedMail>> MailAsync(Campaign campaign, CancellationToken cancellation)
    {
        await Get<OutboxSender>().SendAsync(Tables.Campaigns, campaign.Id, cancellation);
        foreach (var shard in ShardKeys.All(campaign)) await Get<OutboxSender>().SendAsync(Tables.Signatures, shard, cancellation);
        return Post.Take();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Tables.DropAsync(CancellationToken.None);
    }

    /// <summary>Deletes tables of rehearsals that began before <paramref name="time"/>.</summary>
    public static async Task SweepAsync(TableServiceClient service, DateTimeOffset time, CancellationToken cancellation)
    {
        await foreach (var table in service.QueryAsync(cancellationToken: cancellation))
            if (BegunAt(table.Name) < time) await service.DeleteTableAsync(table.Name, cancellation);
    }

    /// <summary>Null: no table of a rehearsal.</summary>
    static DateTimeOffset? BegunAt(string table) =>
        table.StartsWith(Prefix, StringComparison.Ordinal) && table.Length > Prefix.Length + 10
        && long.TryParse(table.AsSpan(Prefix.Length, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
