using System.Collections.Immutable;
using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Local.Launcher;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Tests.Replay;
using Microsoft.Extensions.Time.Testing;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Alarms;

/// <summary>What is wrong with the whole installation, and what is not.</summary>
public sealed class InstallationTests
{
    [Theory]
    [InlineData(100, 9, 0, null)]
    [InlineData(200, 10, 0, AlarmKind.StorageFailing)]
    [InlineData(201, 10, 0, null)]
    [InlineData(100, 0, 9, null)]
    [InlineData(100, 0, 10, AlarmKind.StorageSlow)]
    [InlineData(101, 0, 10, null)]
    [InlineData(20, 10, 10, AlarmKind.StorageFailing)]
    [InlineData(0, 0, 0, null)]
    public void Storage_is_red_from_a_share_of_its_calls_on(int calls, int failed, int slow, AlarmKind? expected) =>
        Assert.Equal(expected, Troubles.OfStorage(new(calls, failed, slow), Start).SingleOrDefault()?.Kind);

    [Fact]
    public void Answers_of_storage_count_for_five_minutes_and_a_conflict_is_no_failure()
    {
        var time = new FakeTimeProvider(Start);
        var answers = new StorageAnswers(time);
        answers.Note(TimeSpan.FromSeconds(1), 412, 700);
        answers.Note(StorageAnswers.Patience, 200);
        foreach (var status in new int?[] { null, 408, 429, 500, 503 }) answers.Note(TimeSpan.FromSeconds(9), status);
        time.Advance(TimeSpan.FromMinutes(4));
        answers.Note(StorageAnswers.Patience + TimeSpan.FromTicks(1), 200, 500);
        Assert.Equal(new StorageService(8, 5, 1) { WrongSince = Start, LargestTransaction = 700 }, answers.Look());
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new StorageService(1, 0, 1) { WrongSince = Start.AddMinutes(4), LargestTransaction = 700 }, answers.Look());
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(StorageService.Silent with { LargestTransaction = 700 }, answers.Look());
    }

    [Theory]
    [InlineData("60 70 80 90 95 99 100 110 119 120", false, true)]
    [InlineData("60 70 80 90 95 99 98 110 119 120", false, false)] // it fell once
    [InlineData("60 70 80 90 95 99 98 110 119 120", true, true)] // and is not small yet
    [InlineData("61 70 80 90 95 99 100 110 119 120", false, false)] // not twice as many
    [InlineData("10 20 30 40 50 60 70 80 90 99", false, false)]
    [InlineData("10 20 30 40 50 60 70 80 90 99", true, false)]
    [InlineData("900 800 700 600 500 400 300 200 150 120", true, false)]
    [InlineData("0 0 0 0 0 0 0 0 0 900", false, false)] // all at once
    [InlineData("0 0 0 0 0 0 0 0 900 950", false, false)]
    [InlineData("0 0 0 0 0 0 0 40 80 120", false, true)]
    [InlineData("60 120 240", false, false)] // too soon to say
    [InlineData("", false, false)]
    public void A_queue_grows_when_it_doubles_in_ten_looks_and_never_falls(string looks, bool wasGrowing, bool isAlarm) =>
        Assert.Equal(isAlarm, Troubles.OfQueue([.. looks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], wasGrowing, Start).Length == 1);

    [Fact]
    public void Versions_are_counted_with_the_oldest_and_unknown_ones_are_an_alarm()
    {
        var versions = VersionsInFlight.Of(Start, [("a", "1.1", Start), ("b", "1.1", Start.AddDays(-2)), ("c", "1.0", Start.AddDays(-9)), ("d", "7.0", Start.AddDays(-1)), ("e", "", Start)]);

        Assert.Equal([new("", 1, "e", Start), new("1.0", 1, "c", Start.AddDays(-9)), new("1.1", 2, "b", Start.AddDays(-2)), new VersionCount("7.0", 1, "d", Start.AddDays(-1))], versions.Versions);
        Assert.Equal(["1.0"], versions.Versions.Where(one => one.IsOld).Select(one => one.Version));
        Assert.Equal(new Trouble(AlarmKind.Version, Start.AddDays(-1)) { Count = 2, Error = "none, 7.0" }, Troubles.OfVersions(versions).Single());
        Assert.Empty(Troubles.OfVersions(VersionsInFlight.Of(Start, [("c", "1.0", Start)])));
    }

    [Fact]
    public void The_known_versions_are_those_with_recorded_histories()
    {
        Assert.Equal(HistoryFile.All().Select(file => file.Version).Distinct().Order(StringComparer.Ordinal), OrchestratorVersions.Known);
        Assert.Equal(RecordHistories.DefaultVersion, OrchestratorVersions.Current);
    }

    [Fact]
    public void A_start_that_failed_is_red_for_a_quarter_of_an_hour()
    {
        var start = new FailedStart(Start, 2, "7 on a machine");
        Assert.Equal(new Trouble(AlarmKind.Second, Start) { Count = 2, Error = "7 on a machine" }, Troubles.OfStart(start, Start + StartNotes.Memory).Single());
        Assert.Empty(Troubles.OfStart(start, Start + StartNotes.Memory + TimeSpan.FromSeconds(1)));
        Assert.Empty(Troubles.OfStart(null, Start));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_disk_is_nearly_full_at_95_per_cent(long free, bool isAlarm) => Assert.Equal(isAlarm, Troubles.OfDisk(new(free, 100), Start).Length == 1);

    [Fact]
    public void A_disk_is_found_by_its_folder_or_not_at_all()
    {
        Assert.InRange(DataDisk.Of(Repository.Root)!.Used, 1, long.MaxValue);
        Assert.Null(DataDisk.Of(""));
        Assert.Null(DataDisk.Of(null));
    }

    [Fact]
    public void Limits_are_near_from_80_per_cent_on_and_only_what_was_measured_is_told()
    {
        var nothing = new InstallationFacts(WaitingMail.None, [], MailService.Silent, StorageService.Silent, null);
        var limits = NearLimit.Of((52_429, 80_000), nothing with { Storage = new(9, 0, 0) { LargestTransaction = 3_355_443 }, Disk = new(19, 100), Longest = new("a-round-1", 8_000), RepliesWaiting = 39 });

        Assert.Equal([("Property", 80, true), ("Row", 7, false), ("Transaction", 79, false), ("History", 80, true), ("Replies", 78, false), ("Disk", 81, true)], limits.Select(one => (one.Name, one.PerCent, one.IsNear)));
        Assert.Equal([null, null, null, "a-round-1", null, null], limits.Select(one => one.Instance));
        Assert.Empty(NearLimit.Of((0, 0), nothing));
    }

    [Fact]
    public void A_row_is_measured_as_storage_does()
    {
        var row = new TableEntity("ab", "c") { ["State"] = "four", ["Key"] = new byte[10], ["At"] = Start };
        var (property, all) = RowSizes.Of(row);
        Assert.Equal((14, 4 + 2 * 3 + (8 + 2 * 5 + 2 * 4 + 4) + (8 + 2 * 3 + 10 + 4) + (8 + 2 * 2 + 8)), (property, all));
    }

    [Fact]
    public void The_longest_wait_of_the_steps_is_told() =>
        Assert.Equal((new WaitingSteps(2, Start), new WaitingSteps(0, null)), (WaitingSteps.Of([Start.AddHours(1), Start]), WaitingSteps.Of([])));

    [Fact]
    public void All_of_it_is_at_most_one_trouble_for_each_place()
    {
        var all = new InstallationFacts(new(900, Start.AddHours(-1)), [.. Enumerable.Range(10, 10).Select(n => n * n)], new(0, 9, Start, Start, "Rejected"), new(99, 99, 99), TimeSpan.FromHours(1))
        {
            Versions = VersionsInFlight.Of(Start, [("a", "7.0", Start)]),
            FailedStart = new(Start, 1, "7"),
            Disk = new(0, 100),
        };
        Assert.Equal(Troubles.OfTheInstallation.Order(), Troubles.Everywhere(all, Start).Select(trouble => trouble.Place).Order());
        Assert.Empty(Troubles.Everywhere(new(WaitingMail.None, [0], MailService.Silent, StorageService.Silent, null), Start));
    }
}
