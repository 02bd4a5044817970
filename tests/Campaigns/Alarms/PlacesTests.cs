using Campaigns.Alarms;
using Campaigns.Mail;
using Campaigns.Tests.Life;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Alarms;

/// <summary>Alarms beside the campaign's next step: raised by the facts, mended when the facts are gone.</summary>
public sealed class PlacesTests
{
    static readonly Campaign Ended = Run(Campaign(), Start.AddDays(2));

    static AlarmKind? Of(WatchFacts facts, DateTimeOffset now) => Troubles.Of(facts, now).Select(trouble => (AlarmKind?)trouble.Kind).SingleOrDefault();

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(3, 15, true)]
    [InlineData(3, 16, false)]
    [InlineData(200, 1000, true)]
    [InlineData(0, 0, false)]
    public void Many_mails_that_come_back_are_an_alarm_and_single_ones_are_not(int returned, int mailed, bool isAlarm)
    {
        var facts = new WatchFacts(Ended, true, OrchestrationRuntimeStatus.Completed) { Returned = returned, Mailed = mailed };
        Assert.Equal(isAlarm ? AlarmKind.Returned : null, Of(facts, Start.AddDays(2)));
        Assert.Null(Of(facts, Ended.DispatchedAt!.Value + Troubles.ReturnedFor + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Data_that_is_kept_too_long_is_an_alarm_unless_the_watchdog_has_only_just_come_back()
    {
        var end = Retention.EndsAt(Ended)!.Value;
        var facts = new WatchFacts(Ended, true, OrchestrationRuntimeStatus.Completed) { WasWatched = true };
        Assert.Null(Of(facts, end + Troubles.RetentionPatience));
        Assert.Equal(AlarmKind.Retention, Of(facts, end + Troubles.RetentionPatience + TimeSpan.FromSeconds(1)));
        Assert.Null(Of(facts with { WasWatched = false }, end.AddDays(9)));
        Assert.Null(Of(facts with { Campaign = Ended with { Purge = new(end, "retention", null) } }, end.AddSeconds(20)));
    }

    [Fact]
    public void A_mail_service_that_refuses_is_an_alarm_for_as_long_as_it_does()
    {
        var time = new FakeTimeProvider(Start);
        var answers = new MailAnswers(time);
        for (var n = 0; n < 3; n++)
        {
            Assert.Empty(Troubles.OfMailService(answers.Look()));
            answers.Note(new MailResult.Rejected("no"));
        }
        Assert.Equal(new Trouble(AlarmKind.Refused, Start) { Count = 3 }, Troubles.OfMailService(answers.Look()).Single());
        for (var n = 0; n < 4; n++) answers.Note(new MailResult.Accepted("id"));
        Assert.Empty(Troubles.OfMailService(answers.Look()));
        time.Advance(MailAnswers.Memory + TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0, "Accepted"), (answers.Look().Taken, answers.Look().Refused, answers.Look().Outcome));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(-61, true)]
    public void A_clock_may_be_a_minute_off(int? seconds, bool isAlarm) =>
        Assert.Equal(isAlarm, Troubles.OfClock(seconds is { } off ? TimeSpan.FromSeconds(off) : null, Start).Length == 1);

    [Fact]
    public void Every_kind_has_its_words_and_its_place_is_settled_by_somebody()
    {
        foreach (var kind in Enum.GetValues<AlarmKind>())
        {
            var trouble = new Trouble(kind, Start) { Step = StepKind.Close, Count = 3, Number = 9, Error = "x" };
            Assert.NotEmpty(AlarmWords.Say(trouble));
            Assert.DoesNotContain("{", AlarmWords.Say(trouble) + AlarmWords.Help(trouble), StringComparison.Ordinal);
            Assert.Contains(trouble.Place, Troubles.OfACampaign.Concat(Troubles.OfTheInstallation).Append(AlarmPlace.Count));
        }
    }
}
