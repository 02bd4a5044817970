using System.Threading.Channels;
using Azure.Data.Tables;
using Campaigns.Tests.House;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Worker;

public sealed class TimerTests(AzuriteFixture azurite)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What the functions did, and what holds them back.</summary>
    public sealed class Diary(TimeProvider time)
    {
        readonly Channel<(DateTimeOffset At, TimerInfo Info)> runs = Channel.CreateUnbounded<(DateTimeOffset, TimerInfo)>();
        int running;

        public TaskCompletionSource? Hold { get; set; }

        public bool Overlapped { get; private set; }

        public async Task Write(TimerInfo info)
        {
            Overlapped |= Interlocked.Increment(ref running) > 1;
            runs.Writer.TryWrite((time.GetUtcNow(), info));
            if (Hold is { } hold)
                await hold.Task;
            Interlocked.Decrement(ref running);
        }

        public async Task<(DateTimeOffset At, TimerInfo Info)> Next()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            return await runs.Reader.ReadAsync(patience.Token);
        }

        public bool IsEmpty => runs.Reader.Count == 0;
    }

    public sealed class Sweep(Diary diary)
    {
        [Function("Sweep")]
        public Task Run([TimerTrigger("*/10 * * * * *")] TimerInfo info) => diary.Write(info);
    }

    public sealed class Nightly(Diary diary)
    {
        [Function("Nightly")]
        public Task Run([TimerTrigger("%When%")] TimerInfo info) => diary.Write(info);
    }

    public sealed class AtStart(Diary diary)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("01:00:00", RunOnStartup = true, UseMonitor = false)] TimerInfo info) => diary.Write(info);
    }

    public sealed class Failing(Diary diary)
    {
        [Function("Failing")]
        public async Task Run([TimerTrigger("00:00:10")] TimerInfo info)
        {
            await diary.Write(info);
            throw new InvalidOperationException("again");
        }
    }

    async Task<(ServedApp, Diary)> Start(Type function, FakeTimeProvider time, string hub)
    {
        var diary = new Diary(time);
        var app = await ServedApp.Start([function], b => b.Services.AddSingleton(diary), time,
            ("AzureWebJobsStorage", azurite.ConnectionString), ("When", "0 30 2 * * *"),
            ("AzureFunctionsJobHost:extensions:durableTask:hubName", hub));
        return (app, diary);
    }

    /// <summary>The timers are set by a task of the host; moving the clock before that would move nothing.</summary>
    static async Task Advance(FakeTimeProvider time, Diary diary, TimeSpan by, TimeSpan? step = null)
    {
        var until = time.GetUtcNow() + by;
        for (var tries = 0; tries < 200 && diary.IsEmpty; tries++)
        {
            var next = time.GetUtcNow() + (step ?? by);
            time.SetUtcNow(next < until ? next : until);
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task A_short_schedule_runs_at_its_seconds_and_is_not_monitored()
    {
        var time = new FakeTimeProvider(Noon.AddSeconds(3));
        var (app, diary) = await Start(typeof(Sweep), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        for (var run = 1; run <= 3; run++)
        {
            await Advance(time, diary, Noon.AddSeconds(10 * run) - time.GetUtcNow());
            var (at, info) = await diary.Next();
            Assert.Equal(Noon.AddSeconds(10 * run), at);
            Assert.False(info.IsPastDue);
            Assert.Null(info.ScheduleStatus);
        }
    }

    [Fact]
    public async Task A_run_that_takes_long_is_not_overlapped_and_what_it_missed_runs_once()
    {
        var time = new FakeTimeProvider(Noon);
        var (app, diary) = await Start(typeof(Sweep), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        diary.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Advance(time, diary, TimeSpan.FromSeconds(10));
        await diary.Next();
        time.Advance(TimeSpan.FromSeconds(35));
        Assert.True(diary.IsEmpty);
        var hold = diary.Hold;
        diary.Hold = null;
        hold.SetResult();
        await Advance(time, diary, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(1));
        Assert.InRange((await diary.Next()).At, Noon.AddSeconds(50), Noon.AddSeconds(60));
        Assert.True(diary.IsEmpty);
        Assert.False(diary.Overlapped);
    }

    [Fact]
    public async Task A_function_that_fails_runs_again_at_its_next_time()
    {
        var time = new FakeTimeProvider(Noon);
        var (app, diary) = await Start(typeof(Failing), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        await Advance(time, diary, TimeSpan.FromSeconds(10));
        await diary.Next();
        await Advance(time, diary, TimeSpan.FromSeconds(10));
        Assert.Equal(Noon.AddSeconds(20), (await diary.Next()).At);
    }

    [Fact]
    public async Task Run_on_startup_runs_at_once()
    {
        var time = new FakeTimeProvider(Noon);
        var (app, diary) = await Start(typeof(AtStart), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        var (at, info) = await diary.Next();
        Assert.Equal(Noon, at);
        Assert.False(info.IsPastDue);
    }

    [Fact]
    public async Task A_run_missed_while_the_app_was_down_is_made_up_for_once()
    {
        var hub = AzuriteFixture.NewName("timers");
        var time = new FakeTimeProvider(Noon);
        var (first, _) = await Start(typeof(Nightly), time, hub);
        var row = await Row(hub, r => r is not null);
        Assert.StartsWith("2026-03-02T02:30:00", row.GetString("Next"), StringComparison.Ordinal);
        await first.DisposeAsync();

        time.SetUtcNow(Noon.AddDays(3));
        var (second, diary) = await Start(typeof(Nightly), time, hub);
        var (at, info) = await diary.Next();
        Assert.Equal(Noon.AddDays(3), at);
        Assert.True(info.IsPastDue);
        Assert.Equal(new DateTime(2026, 3, 2, 2, 30, 0, DateTimeKind.Utc), info.ScheduleStatus!.Next);
        await Row(hub, r => r?.GetString("Last")?.StartsWith("2026-03-02T02:30:00", StringComparison.Ordinal) == true
            && r.GetString("Next")!.StartsWith("2026-03-05T02:30:00", StringComparison.Ordinal));
        await second.DisposeAsync();

        time.Advance(TimeSpan.FromHours(1));
        var (third, quiet) = await Start(typeof(Nightly), time, hub);
        await Row(hub, r => r!.GetString("LastUpdated")!.StartsWith("2026-03-04T13", StringComparison.Ordinal));
        await Advance(time, quiet, new DateTimeOffset(2026, 3, 5, 2, 30, 0, TimeSpan.Zero) - time.GetUtcNow());
        Assert.False((await quiet.Next()).Info.IsPastDue);
        await third.DisposeAsync();
    }

    async Task<TableEntity> Row(string hub, Predicate<TableEntity?> wanted)
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient(hub + "Timers");
        for (var tries = 0; ; tries++)
        {
            TableEntity? row = null;
            try
            {
                var found = await table.GetEntityIfExistsAsync<TableEntity>("timers", "Nightly");
                row = found.HasValue ? found.Value : null;
            }
            catch (Azure.RequestFailedException e) when (e.Status == 404)
            {
                // The table itself comes with the first start.
            }

            if (wanted(row))
                return row!;
            Assert.True(tries < 200, "the schedule was not noted");
            await Task.Delay(20);
        }
    }
}
