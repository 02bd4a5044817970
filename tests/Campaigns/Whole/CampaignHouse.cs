using System.Collections.Concurrent;
using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Drafting;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Local.DurableTask;
using Campaigns.Mail;
using Campaigns.Privacy;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;
using Campaigns.Updates;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaigns.Tests.Life;

/// <summary>Everything a campaign needs, with an engine on Azurite, a mail room, and a clock that the test moves.</summary>
sealed class CampaignHouse : IAsyncDisposable
{
    readonly EngineRegistry registry = new();
    readonly TableServiceClient service;
    readonly EngineOptions options = new() { HubName = AzuriteFixture.NewName("heart"), DefaultVersion = Replay.RecordHistories.DefaultVersion };
    DurableTaskEngine engine;

    CampaignHouse(PostOffice office, TableServiceClient service)
    {
        (Office, this.service) = (office, service);
        AddOrchestrator<CampaignOrchestrator, CampaignInput>(registry);
        AddOrchestrator<DispatchOrchestrator, DispatchInput>(registry);
        AddOrchestrator<DraftRoundOrchestrator, DraftRoundInput>(registry);
        AddOrchestrator<AlternateOrchestrator, AlternateInput>(registry);
        AddOrchestrator<UpdateOrchestrator, UpdateInput>(registry);
        foreach (var activity in Activities) AddActivity(registry, activity);
        engine = NewEngine();
    }

    DurableTaskEngine NewEngine() => new(service, options, registry, Office.Time, NullLoggerFactory.Instance);

    static IEnumerable<Type> Activities =>
    [
        typeof(DecideNextStep), typeof(OpenCampaign), typeof(MoveDeadline), typeof(SendInvitations), typeof(SendReminders), typeof(TellDeadline), typeof(DecideExtension), typeof(CloseCampaign),
        typeof(DecideApproval), typeof(BeginRound), typeof(FinishRound), typeof(BeginDispatch), typeof(FinishDispatch), typeof(SendReport), typeof(NotifyCancelled), typeof(RemindApprovers), typeof(PurgeCampaign),
        typeof(SendLetter), typeof(GiveUpLetter), typeof(SendAlternate), typeof(GiveUpAlternate), typeof(TakeDraftStep),
        typeof(SendUpdate), typeof(FinishUpdate),
    ];

    public PostOffice Office { get; }
    public DurableTaskClient Client => engine.Client;
    public CampaignDesk Desk => Office.Get<CampaignDesk>();
    public CampaignStore Store => Office.Get<CampaignStore>();
    public AlarmBook Alarms => Office.Get<AlarmBook>();
    public SignatureBook Book => Office.Get<SignatureBook>();
    public DateTimeOffset Now => Office.Time.GetUtcNow();
    public DateTimeOffset Start { get; private set; }
    /// <summary>How often each activity began.</summary>
    public ConcurrentDictionary<string, int> Runs { get; } = new();
    /// <summary>Each activity runs this often for one call, as after a crash before its result was stored.</summary>
    public int RunsOfEachActivity { get; set; } = 1;
    /// <summary>Thrown into an activity before it does anything, by its name.</summary>
    public Func<string, Exception?> Failure { get; set; } = _ => null;

    public static async Task<CampaignHouse> BuildAsync(OwnAzurite azurite, int mailTimeoutSeconds = 30, TableClientOptions? storage = null)
    {
        var office = await PostOffice.OpenAsync(azurite.Fixture, mailTimeoutSeconds, storage);
        await foreach (var row in office.Tables.Index.QueryAsync<TableEntity>()) // what earlier tests left
            await office.Tables.Index.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await foreach (var row in office.Tables.Alarms.QueryAsync<TableEntity>())
            await office.Tables.Alarms.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        var house = new CampaignHouse(office, new TableServiceClient(azurite.Fixture.ConnectionString)) { Start = office.Time.GetUtcNow() };
        await house.engine.StartAsync(default);
        return house;
    }

    public async Task<Campaign> LaunchAsync(Func<CampaignDraft, CampaignDraft>? change = null, DurableTaskClient? client = null) =>
        await Desk.LaunchAsync(client ?? Client, Stories.Draft(change), Base32.Random(8), "coordinator");

    public async Task<string?> ActAsync(string id, DeskCommand command, DurableTaskClient? client = null) =>
        (await Desk.ActAsync(client ?? Client, id, command, "coordinator")).Refusal;

    /// <summary>A second person approves what was asked for last.</summary>
    public async Task<string?> ApproveAsync(string id, string email)
    {
        var campaign = await ReadAsync(id);
        var by = await Office.Get<Approvers>().FindAsync(campaign, email);
        return await ActAsync(id, await Office.Get<Approvals>().ApproveAsync(campaign, by, campaign.ApprovalRequests));
    }

    /// <summary>Somebody asks for a second person.</summary>
    public async Task<string?> AskAsync(string id, string email)
    {
        var campaign = await ReadAsync(id);
        return await ActAsync(id, await Office.Get<Approvals>().AskAsync(campaign, await Office.Get<Approvers>().FindAsync(campaign, email)));
    }

    async Task<string?> ActAsync(string id, ApprovalAct act) => (await Desk.ActAsync(Client, id, act.Command, "coordinator", act.Mails)).Refusal;

    /// <summary>A draft with a text and two reviewers, who are asked for so long.</summary>
    public async Task<StatementDraft> BeginRoundAsync(TimeSpan length)
    {
        var desk = Office.Get<DraftDesk>();
        var draft = await desk.CreateAsync(new("Let him enter", "en", "Europe/Warsaw"), "coordinator@example.org");
        await desk.SaveAsync(draft.Id, new("en", "abcdefgh", "coordinator@example.org", 0, "One.\n\nTwo.", Now));
        await desk.ActAsync(Client, draft.Id, new DraftCommand.AddReviewers([new(0, "Ana Example", "ana@example.org", "fr"), new(0, "Jan Example", "jan@example.org", "en")]));
        return (await desk.ActAsync(Client, draft.Id, new DraftCommand.OpenRound(Now + length)))!.Draft;
    }

    /// <summary>Sends what waits in a draft's outbox, and says how many messages of this subject an address has by then.</summary>
    public async Task<int> MailsAsync(StatementDraft draft, string to, string subject)
    {
        await Office.Get<OutboxSender>().SendAsync(Office.Tables.Campaigns, draft.Id);
        return Office.Room.Messages.Find(to, subject).Count;
    }

    public async Task<Campaign> ReadAsync(string id) => (await Store.FindAsync(id))!;

    /// <summary>Lets time pass since the start, wake by wake, so that everything happens at its moment.</summary>
    public async Task PassAsync(TimeSpan sinceStart)
    {
        var until = Start + sinceStart;
        while (await WakeAsync() is { } wake && wake <= until)
            if (wake > Now) Office.Time.SetUtcNow(wake);
        if (Now < until) Office.Time.SetUtcNow(until);
        await engine.WhenQuietAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>As <see cref="PassAsync"/>, with the watchdog's round every twenty seconds.</summary>
    public async Task WatchAsync(TimeSpan sinceStart)
    {
        for (var until = Start + sinceStart; Now < until;)
        {
            await PassAsync(Now - Start + TimeSpan.FromSeconds(20));
            await Desk.SweepAsync(Client);
        }
        await PassAsync(sinceStart);
    }

    /// <summary>The process dies, time passes, and another one takes over.</summary>
    public async Task DownUntilAsync(TimeSpan sinceStart)
    {
        engine.Abandon();
        await engine.DisposeAsync();
        Office.Time.SetUtcNow(Start + sinceStart);
        engine = NewEngine();
        await engine.StartAsync(default);
    }

    /// <summary>Nothing is left of the campaign's orchestration.</summary>
    public async Task LoseOrchestrationAsync(string id)
    {
        await Client.TerminateInstanceAsync(id);
        await PassAsync(Now - Start);
        await Client.PurgeInstanceAsync(id);
    }

    public Task<IReadOnlyList<HistoryEvent>> EventsAsync(string instance) => engine.GetEventsAsync(instance);

    public async Task<OrchestrationRuntimeStatus?> StatusAsync(string id) => (await Client.GetInstanceAsync(id))?.RuntimeStatus;

    /// <summary>Sends everything that waits, and says how many messages of this subject an address has by then.</summary>
    public async Task<int> MailsAsync(Campaign campaign, string to, string? subject = null)
    {
        var sender = Office.Get<OutboxSender>();
        await sender.SendAsync(Office.Tables.Campaigns, campaign.Id);
        foreach (var shard in ShardKeys.All(campaign)) await sender.SendAsync(Office.Tables.Signatures, shard);
        return Office.Room.Messages.Find(to, subject).Count;
    }

    /// <summary>An invited person signs, through the link of the invitation.</summary>
    public async Task<SignLinkState> SignAsync(Campaign campaign, int invitation, bool? updates = null)
    {
        var invited = (await Store.InvitationAsync(campaign, invitation))!;
        var path = await Book.InvitationPathAsync(campaign, invited);
        return (await Book.ConfirmAsync(path["/sign/".Length..], new("Somebody", "chair", Publication.Public), updates)).State;
    }

    /// <summary>Why not, or null.</summary>
    public async Task<string?> WriteUpdateAsync(Campaign campaign, string subject, DurableTaskClient? client = null) =>
        (await Office.Get<UpdateDesk>().SendAsync(client ?? Client, await ReadAsync(campaign.Id), [new("en", subject, "There is news.")], "coordinator")).Refusal;

    public async Task<IEnumerable<string>> JournalAsync(string id) => (await Store.JournalAsync(id)).Select(entry => entry.What);

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await Office.DisposeAsync();
    }

    // What waits for a time that has come is on its way; it only has to be given a moment.
    async Task<DateTimeOffset?> WakeAsync()
    {
        for (var patience = 0; ; patience++)
        {
            await engine.WhenQuietAsync().WaitAsync(TimeSpan.FromMinutes(1));
            if (engine.NextWake is not { } wake || wake > Now) return engine.NextWake;
            Assert.True(patience < 10_000, "A timer is due and does not fire.");
            await Task.Delay(1);
        }
    }

    static void AddOrchestrator<T, TInput>(EngineRegistry registry) where T : ITaskOrchestrator, new() =>
        registry.AddOrchestrator(typeof(T).Name, typeof(TInput), (context, input) => new T().RunAsync(context, input));

    void AddActivity(EngineRegistry registry, Type type)
    {
        var activity = new Lazy<ITaskActivity>(() => (ITaskActivity)Office.Get(type));
        registry.AddActivity(type.Name, Input(type), async (context, input) =>
        {
            Runs.AddOrUpdate(type.Name, 1, (_, runs) => runs + 1);
            if (Failure(type.Name) is { } failure) throw failure;
            for (var again = 1; again < RunsOfEachActivity; again++) await activity.Value.RunAsync(context, input);
            return await activity.Value.RunAsync(context, input);
        });
    }

    static Type Input(Type activity) => activity.BaseType!.GetGenericArguments()[0];
}
