using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Audit;
using Campaigns.Local.DurableTask;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Scenarios;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Tests.Operators;

/// <summary>The whole app with one campaign that is open and signed, an operator who is signed in, and a trouble to plant.</summary>
sealed class TroubledHouse : IAsyncDisposable
{
    public const string Minister = "minister@example.org", Secretary = "secretary@example.org", Signer = "kari@example.org";
    const string Offices = $"Minister; Ministry; AT; {Minister}; de; Dear Minister\nSecretary; Council; FR; {Secretary}; fr; Dear Secretary";
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(20); // the watchdog's

    readonly TroubleTable table;
    readonly CampaignTables tables;
    readonly AlarmBook alarms;
    readonly WatchNotes notes;

    TroubledHouse(DeskHouse house, TroubleTable table, TroubleRow row)
    {
        (House, this.table, Row) = (house, table, row);
        // A client of the test's own, which no trouble reaches.
        tables = new(new TableServiceClient(house.Get<IConfiguration>()["AzureWebJobsStorage"]!));
        (alarms, notes) = (new(tables, house.Get<AlarmTeller>(), house.Time), new(tables, house.Time));
    }

    public DeskHouse House { get; }
    public TroubleRow Row { get; }
    public string Id { get; private set; } = "";
    public CampaignTables Tables => tables;
    public HttpClient Operator { get; private set; } = null!;
    public DateTimeOffset Now => House.Time.GetUtcNow();
    public DateTimeOffset Planted { get; set; }
    /// <summary>Who get exactly one letter.</summary>
    public string[] Owed { get; set; } = [Minister, Secretary];

    /// <param name="trouble">Its name in the handbook's table.</param>
    public static Task<TroubledHouse> OpenAsync(
        TroubleTable table, string trouble, Action<FunctionsApplicationBuilder>? more = null, bool isSigned = true, params (string Field, string? Value)[] fields) =>
        OpenAsync(table, TroubleTable.Of(trouble), more, isSigned, fields);

    public static async Task<TroubledHouse> OpenAsync(
        TroubleTable table, TroubleRow trouble, Action<FunctionsApplicationBuilder>? more = null, bool isSigned = true, params (string Field, string? Value)[] fields)
    {
        var troubled = new TroubledHouse(await DeskHouse.OpenAsync(more), table, trouble);
        var house = troubled.House;
        troubled.Id = await house.LaunchAsync([("reminders", ""), ("invitations", ""), ("addressees", Offices), ("window", "PT2H"), .. fields]);
        if (isSigned)
        {
            await house.UntilStateAsync(troubled.Id, "open");
            await house.SignAsync(troubled.Id, Signer, "Sample Committee");
        }
        troubled.Operator = await house.SignInAsync(DeskHouse.Operator);
        for (var beat = 0; beat < 4; beat++) await troubled.StepAsync();
        Assert.Empty(await troubled.alarms.OpenAsync());
        troubled.Planted = troubled.Now;
        return troubled;
    }

    /// <summary>Twenty seconds pass, and whoever looks then has looked, unless the trouble keeps them from it.</summary>
    public async Task StepAsync(bool areTimersWell = true)
    {
        await AtRestAsync();
        var before = await alarms.LookedAtAsync();
        House.Time.Advance(Beat);
        var minute = new DateTimeOffset(Now.Ticks - Now.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var isMinute = minute > Now - Beat;
        if (areTimersWell) await Eventually.HoldsAsync("whoever looks at this time has looked", HasLookedAsync);
        else for (var tries = 0; tries < 20 && !await HasLookedAsync(); tries++) await Task.Delay(25, TestContext.Current.CancellationToken);

        async Task<bool> HasLookedAsync() => await alarms.LookedAtAsync() != before && (!isMinute || (await notes.ReadAsync()).SystemLookedAt >= minute);
    }

    /// <summary>Nothing is being done: what comes next waits for its time, however slow the machine is.</summary>
    public Task AtRestAsync() => House.Get<DurableTaskEngine>().WhenQuietAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    /// <summary>Lets time pass until the alarm of the handbook is red, and holds the time against it; then looks at each of its screens.</summary>
    public async Task RedAsync()
    {
        while (await OpenAsync() is null)
        {
            Assert.True(Now - Planted <= Row.Within + Beat, $"{Row.Name}: no alarm “{Row.Alarm}” after {Now - Planted}. Open: {await SayAsync()}");
            await StepAsync();
        }
        var took = (await OpenAsync())!.SeenAt - Planted;
        Assert.InRange(took, TimeSpan.Zero, Row.Within);
        table.Measured(Row, took);
        foreach (var screen in Row.Screens) await ShowsAsync(screen.Replace("ID", Id, StringComparison.Ordinal));
    }

    async Task ShowsAsync(string path)
    {
        if (path == "/health") Assert.Contains("\"attention\"", await (await House.LookAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        else if (path != "/ops/system") Assert.Contains((await OpenAsync())!.Trouble is var trouble ? AlarmWords.Say(trouble) : "", (await DeskHouse.GetAsync(Operator, path)).Text, StringComparison.Ordinal);
        else Assert.Contains((await DeskHouse.GetAsync(Operator, path)).Document.QuerySelectorAll("main .alarm"), one => one.TextContent.Trim().Length > 2); // the number of alarms is red, too
    }

    /// <summary>What the operator does on the campaign's page.</summary>
    public async Task PressAsync(string action, params (string Field, string Value)[] fields)
    {
        var page = await DeskHouse.GetAsync(Operator, $"/ops/{Id}");
        var done = await DeskHouse.SendAsync(Operator, page, $"/ops/{Id}/{action}", [("reason", "to mend it"), .. fields]);
        Assert.True(done.Status == 303, done.Text);
    }

    /// <summary>Lets time pass until nothing is red any more.</summary>
    /// <param name="waiting">So much of it passes at once, because nothing can happen in it.</param>
    public async Task MendedAsync(TimeSpan patience, TimeSpan waiting = default)
    {
        House.Time.Advance(waiting);
        patience -= waiting;
        for (var until = Now + patience; (await alarms.OpenAsync()).Count > 0;)
        {
            Assert.True(Now < until, $"{Row.Name} is still red: {await SayAsync()}");
            await StepAsync();
        }
        // It is mended first, and stands among what was mended a moment later.
        await Eventually.HoldsAsync($"{Row.Name} is mended", async () => (await alarms.MendedAsync(20)).Any(Says));
        Assert.Contains("\"ok\"", await (await House.LookAsync("/health")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The campaign comes to its end, with nothing lost and nothing doubled; the alarm was mailed once, and the trail says who mended it.</summary>
    public async Task EndsWellAsync(params string[] signed)
    {
        if ((await DeskAsync()).GetProperty("nextDueAt") is { ValueKind: JsonValueKind.String } next && next.GetDateTimeOffset() > Now) House.Time.SetUtcNow(next.GetDateTimeOffset());
        for (var tries = 0; !await IsAsync("dispatched"); tries++)
        {
            Assert.True(tries < 2_000, $"{Row.Name}: the letters have not left.");
            await AtRestAsync(); // or a step would be late because the clock was hasty
            if (!await IsAtWorkAsync() || tries % 20 == 19) House.Time.Advance(Beat);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        foreach (var office in new[] { Minister, Secretary }) Assert.Equal(Owed.Contains(office) ? 1 : 0, House.Mail.CountTo(office));
        foreach (var office in Owed)
            foreach (var organisation in signed.DefaultIfEmpty("Sample Committee")) Assert.Contains(organisation, House.Mail.All.Single(mail => mail.To == office).Text, StringComparison.Ordinal);
        await Eventually.HoldsAsync("the operator is told", () => Told > 0);
        Assert.Equal(1, Told);
        var acts = (await House.Get<AuditReading>().RowsAsync(new(Id, "", ""), cancellation: TestContext.Current.CancellationToken).ToListAsync()).Where(row => row.Part == AuditPart.Done).Select(row => row.Action);
        Assert.Equal(Row.Audit is null ? [] : [Row.Audit], acts.Where(act => act.StartsWith("ops.", StringComparison.Ordinal)));
    }

    /// <summary>How many mails told the operator of this alarm.</summary>
    int Told => House.Mail.All.Count(mail => mail.To == DeskHouse.Operator && mail.Text.Contains(Row.Alarm + ":", StringComparison.Ordinal));

    async Task<bool> IsAsync(string state) => (await DeskAsync()).GetProperty("state").GetString() == state;

    async Task<bool> IsAtWorkAsync() => (await DeskAsync()).GetProperty("nextDueAt") is { ValueKind: JsonValueKind.String } due && due.GetDateTimeOffset() <= Now;

    async Task<JsonElement> DeskAsync()
    {
        using var desk = JsonDocument.Parse(await (await House.LookAsync($"/desk/{Id}")).Content.ReadAsStringAsync());
        return desk.RootElement.Clone();
    }

    public async Task<Alarm?> OpenAsync() => (await alarms.OpenAsync()).FirstOrDefault(Says);

    bool Says(Alarm alarm) => AlarmWords.Say(alarm.Trouble).StartsWith(Row.Alarm + ":", StringComparison.Ordinal);

    async Task<string> SayAsync() => string.Join(" ", (await alarms.OpenAsync()).Select(alarm => AlarmWords.Say(alarm.Trouble)));

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
