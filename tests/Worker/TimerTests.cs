using System.Net;
using System.Net.Sockets;
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
            var hold = Hold;
            runs.Writer.TryWrite((time.GetUtcNow(), info));
            if (hold is not null)
                await hold.Task;
            Interlocked.Decrement(ref running);
        }

        public async Task<(DateTimeOffset At, TimerInfo Info)> Next()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            return await runs.Reader.ReadAsync(patience.Token);
        }

        public bool IsEmpty => runs.Reader.Count == 0;
    }

    /// <summary>A clock that can tell when somebody waits for it: moving it before that would move nothing.</summary>
    sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waits.Writer.TryWrite(dueTime);
            return timer;
        }

        /// <summary>How long the next one that waits will wait.</summary>
        public async Task<TimeSpan> NextWait()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            return await waits.Reader.ReadAsync(patience.Token);
        }
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

    Task<(ServedApp, Diary)> Start(Type function, WatchedTime time, string hub) => Start(function, time, hub, azurite.ConnectionString);

    static async Task<(ServedApp, Diary)> Start(Type function, WatchedTime time, string hub, string storage)
    {
        var diary = new Diary(time);
        var app = await ServedApp.Start([function], b => b.Services.AddSingleton(diary), time,
            ("AzureWebJobsStorage", storage), ("When", "0 30 2 * * *"),
            ("AzureFunctionsJobHost:extensions:durableTask:hubName", hub));
        return (app, diary);
    }

    [Fact]
    public async Task A_short_schedule_runs_at_its_seconds_and_is_not_monitored()
    {
        var time = new WatchedTime(Noon.AddSeconds(3));
        var (app, diary) = await Start(typeof(Sweep), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        for (var run = 1; run <= 3; run++)
        {
            time.Advance(await time.NextWait());
            var (at, info) = await diary.Next();
            Assert.Equal(Noon.AddSeconds(10 * run), at);
            Assert.False(info.IsPastDue);
            Assert.Null(info.ScheduleStatus);
        }
    }

    [Fact]
    public async Task A_run_that_takes_long_is_not_overlapped_and_what_it_missed_runs_once()
    {
        var time = new WatchedTime(Noon);
        var (app, diary) = await Start(typeof(Sweep), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        diary.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        time.Advance(await time.NextWait());
        await diary.Next();
        time.Advance(TimeSpan.FromSeconds(35));
        Assert.True(diary.IsEmpty);
        var hold = diary.Hold;
        diary.Hold = null;
        hold.SetResult();
        Assert.Equal(Noon.AddSeconds(45), (await diary.Next()).At); // at once, as in Azure
        Assert.Equal(TimeSpan.FromSeconds(5), await time.NextWait());
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Noon.AddSeconds(50), (await diary.Next()).At);
        Assert.True(diary.IsEmpty);
        Assert.False(diary.Overlapped);
    }

    [Fact]
    public async Task A_function_that_fails_runs_again_at_its_next_time()
    {
        var time = new WatchedTime(Noon);
        var (app, diary) = await Start(typeof(Failing), time, AzuriteFixture.NewName("timers"));
        await using var _ = app;
        time.Advance(await time.NextWait());
        await diary.Next();
        time.Advance(await time.NextWait());
        Assert.Equal(Noon.AddSeconds(20), (await diary.Next()).At);
    }

    [Fact]
    public async Task Run_on_startup_runs_at_once()
    {
        var time = new WatchedTime(Noon);
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
        var time = new WatchedTime(Noon);
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

        time = new WatchedTime(Noon.AddDays(3).AddHours(1));
        var (third, quiet) = await Start(typeof(Nightly), time, hub);
        Assert.Equal(TimeSpan.FromHours(13.5), await time.NextWait());
        time.Advance(TimeSpan.FromHours(13.5));
        Assert.False((await quiet.Next()).Info.IsPastDue);
        await third.DisposeAsync();
    }

    [Fact] // Found on a busy machine: a clock that went on before storage had answered was a run that never came.
    public async Task What_becomes_due_while_storage_is_slow_to_answer_at_the_start_is_run()
    {
        var storage = azurite.ConnectionString;
        var port = new Uri(storage.Split("TableEndpoint=")[1].Split(';')[0]).Port;
        using var slow = new TcpListener(IPAddress.Loopback, 0); // takes the question, and answers nothing yet
        slow.Start();
        var time = new WatchedTime(Noon);
        var (app, diary) = await Start(typeof(Nightly), time, AzuriteFixture.NewName("timers"), storage.Replace($":{port}", $":{((IPEndPoint)slow.LocalEndpoint).Port}", StringComparison.Ordinal));
        await using var _ = app;
        time.Advance(TimeSpan.FromDays(1));
        var answering = AnswerAsync(slow, port);
        var (at, info) = await diary.Next();
        Assert.Equal(Noon.AddDays(1), at);
        Assert.True(info.IsPastDue);
        Assert.False(answering.IsFaulted);
    }

    /// <summary>Hands on what comes to <paramref name="door"/>, until it is shut.</summary>
    static async Task AnswerAsync(TcpListener door, int port)
    {
        while (true)
        {
            var from = await door.AcceptTcpClientAsync();
            var to = new TcpClient();
            await to.ConnectAsync(IPAddress.Loopback, port);
            _ = from.GetStream().CopyToAsync(to.GetStream());
            _ = to.GetStream().CopyToAsync(from.GetStream());
        }
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
            Assert.True(tries < 6_000, "the schedule was not noted");
            await Task.Delay(20);
        }
    }
}
