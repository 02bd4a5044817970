using Campaigns.Functions.Operators.History;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Primitives;

namespace Campaigns.Tests.Operators;

/// <summary>What is made of the events of a history.</summary>
public sealed class HistoryActTests
{
    const string Id = "abcdefghijklmnop";
    static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_question_and_its_answer_are_one_act_with_its_time()
    {
        var act = Assert.Single(HistoryActs.Of([Asked(0, 0, "OpenCampaign"), Answer(3, "TaskCompleted", 0)]));
        Assert.Equal((ActKind.Activity, ActOutcome.Done, TimeSpan.FromSeconds(3)), (act.Kind, act.Outcome, act.Took));
        Assert.Equal(ActOutcome.Waiting, Assert.Single(HistoryActs.Of([Asked(0, 0, "OpenCampaign")])).Outcome);
        Assert.Equal(ActOutcome.Left, HistoryActs.Of([Asked(0, 0, "OpenCampaign"), Fact(1, "ExecutionTerminated")])[0].Outcome);
    }

    [Fact]
    public void Tries_of_the_same_thing_are_one_act_and_those_of_another_are_not()
    {
        var acts = HistoryActs.Of(
        [
            Asked(0, 0, "SendLetter", "1"), Asked(0, 1, "SendLetter", "2"), Answer(1, "TaskFailed", 0, "Mail: 500"), Timer(1, 2, 3), Answer(2, "TaskCompleted", 1),
            Fired(3, 2), Asked(3, 3, "SendLetter", "1"), Answer(4, "TaskFailed", 3, "Mail: 503"), Timer(4, 4, 6), Fired(6, 4), Asked(6, 5, "SendLetter", "1"), Answer(7, "TaskCompleted", 5),
            Asked(8, 6, "SendLetter", "1"),
        ]);
        var letters = acts.Where(act => act.Kind == ActKind.Activity).ToList();
        Assert.Equal(3, letters.Count);
        Assert.Equal(["Mail: 500", "Mail: 503", null], letters[0].Tries.Select(one => one.Said));
        Assert.Equal((ActOutcome.Done, true, TimeSpan.FromSeconds(7)), (letters[0].Outcome, letters[0].HasFailed, letters[0].Took));
        Assert.False(letters[1].HasFailed);
        Assert.Equal(ActOutcome.Waiting, letters[2].Outcome); // after a success the same is asked anew
        Assert.All(acts.Where(act => act.Kind == ActKind.Timer), act => Assert.Equal(ActOutcome.Done, act.Outcome));
    }

    [Fact]
    public void A_timer_that_lost_against_the_bell_is_cancelled_and_one_that_still_runs_is_not()
    {
        HistoryEvent[] rung = [Asked(0, 0, "DecideNextStep"), Answer(0, "TaskCompleted", 0), Timer(1, 1, 3600), Bell(10)];
        Assert.Equal(ActOutcome.Waiting, OfTimer(rung)); // nothing went on yet
        Assert.Equal(ActOutcome.Cancelled, OfTimer([.. rung, Asked(10, 2, "DecideNextStep")]));
        // A letter is tried again later while others leave: nobody rang, so it waits.
        Assert.Equal(ActOutcome.Waiting, OfTimer([Timer(1, 0, 60), Asked(2, 1, "SendLetter"), Answer(3, "TaskCompleted", 1)]));
        Assert.Equal(ActOutcome.Cancelled, OfTimer([Timer(1, 0, 60), Fact(5, "ExecutionCompleted", "Completed")]));
        Assert.Equal(ActOutcome.Cancelled, OfTimer([Timer(1, 0, 60), Asked(100, 1, "SendLetter")]));
        Assert.Equal(ActOutcome.Done, OfTimer([Timer(1, 0, 60), Bell(2), Asked(2, 1, "A"), Fired(61, 0)]));
    }

    [Fact]
    public void An_orchestration_that_ended_otherwise_than_well_is_red()
    {
        Assert.Equal(ActOutcome.Failed, HistoryActs.Of([Fact(1, "ExecutionCompleted", "Failed")])[0].Outcome);
        Assert.Equal(ActOutcome.Noted, HistoryActs.Of([Fact(1, "ExecutionCompleted", "Completed")])[0].Outcome);
        Assert.Equal("storage answered 500", HistoryActs.Of([Asked(0, 0, "A"), Answer(1, "SubOrchestrationInstanceFailed", 0, "storage answered 500")])[0].Said);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("null", null)]
    [InlineData("true", "true")]
    [InlineData("\"accepted\"", "accepted")]
    [InlineData("\"abcdefghijklmnop\"", "abcdefghijklmnop")]
    [InlineData("\"Kari Example\"", "…")]
    [InlineData("\"kari\"", "…")]
    [InlineData("{\"CampaignId\":\"abcdefghijklmnop\",\"Number\":2}", "campaignId: abcdefghijklmnop, number: 2")]
    [InlineData("{\"CampaignId\":\"kari@example.org\",\"Name\":\"Kari\"}", "campaignId: …, …")]
    [InlineData("{\"isEnd\":false,\"activity\":\"OpenCampaign\",\"until\":\"2026-03-02T09:00:00Z\"}", "isEnd: false, activity: OpenCampaign, until: 2026-03-02T09:00:00Z")]
    [InlineData("{\"Activity\":\"Kari Example\"}", "activity: …")]
    [InlineData("[\"Kari\"]", "…")]
    [InlineData("{\"Number", "…")]
    public void Of_inputs_and_results_only_known_facts_are_shown(string? json, string? said) => Assert.Equal(said, HistoryPayload.Say(json));

    [Fact]
    public void The_orchestrations_of_a_campaign_are_a_tree_by_their_ids()
    {
        var tree = HistoryTree.Of(Id, new[] { "", "-round-1", "-round-12", "-round-102", "-letter-1-7-2", "-letter-1-7-3", "-letter-4-1-2", "-update-3", "-round-x", "-draft-1" }
            .Select((end, number) => new HistoryInstance(Id + end, OrchestrationRuntimeStatus.Completed, Start.AddMinutes(number), Start.AddHours(1))));
        var root = Assert.Single(tree);
        Assert.Equal(HistoryRole.Campaign, root.Role);
        Assert.Equal(
            [(HistoryRole.Letters, 0), (HistoryRole.Round, 2), (HistoryRole.FollowUp, 2), (HistoryRole.Update, 3), (HistoryRole.Other, 0), (HistoryRole.Other, 0), (HistoryRole.Letter, 1)],
            root.Children.Select(node => (node.Role, node.Number)));
        Assert.Equal([(7, 2), (7, 3)], root.Children[0].Children.Select(node => (node.Number, node.Attempt)));
        Assert.Equal(10, HistoryTree.Flat(tree).Count());
        Assert.Equal(Id + "-round-1", HistoryTree.Flat(tree).Single(one => one.Node.Attempt == 3).Parent);
        Assert.Equal(HistoryRole.Update, Assert.Single(HistoryTree.Of(Id, [new(Id + "-update-1", default, Start, Start)])).Role); // the campaign's own is gone
    }

    [Fact]
    public void The_filter_stands_in_the_address_and_nonsense_is_as_nothing()
    {
        var filter = Read(("instance", Id + "-round-1"), ("kind", "failed"), ("name", "Send Letter"), ("page", "3"));
        Assert.Equal($"/ops/{Id}/history?instance={Id}-round-1&kind=failed&name=Send%20Letter&page=3", filter.Address);
        Assert.True(filter.Takes(new(ActKind.Activity, "TaskScheduled", "SendLetter", Start, Start, ActOutcome.Failed, null, "x")));
        Assert.False(filter.Takes(new(ActKind.Activity, "TaskScheduled", "SendLetter", Start, Start, ActOutcome.Done, null, null)));
        Assert.Equal($"/ops/{Id}/history", Read(("instance", "somebody-else"), ("kind", "<b>"), ("page", "-1")).Address);
        Assert.Equal(1, Read(("page", "99999999999")).Page);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(100, 1, 100)]
    [InlineData(101, 2, 1)]
    [InlineData(2500, 25, 100)]
    public void Pages_hold_a_hundred_and_the_last_what_is_left(int acts, int pages, int onTheLast)
    {
        var events = Enumerable.Range(0, acts).Select(number => Asked(number, number, $"Step{number}")).ToList();
        var view = HistoryView.Of(null!, Life.Stories.Campaign(), Read(("page", "999")), [], events);
        Assert.Equal((pages, pages, onTheLast, acts), (view.Pages, view.Filter.Page, view.Acts.Length, view.Found));
        var first = HistoryView.Of(null!, Life.Stories.Campaign(), Read(), [], events).Acts;
        if (acts > 0) Assert.Equal($"Step{acts - 1}", first[0].Name); // newest first
    }

    static HistoryFilter Read(params (string Name, string Value)[] query) =>
        HistoryFilter.Read(Id, new QueryCollection(query.ToDictionary(one => one.Name, one => new StringValues(one.Value))));

    static ActOutcome OfTimer(IReadOnlyList<HistoryEvent> events) => Assert.Single(HistoryActs.Of(events), act => act.Kind == ActKind.Timer).Outcome;

    static HistoryEvent Asked(int second, int id, string name, string? input = null) => new(At(second), "TaskScheduled", id, name, null, null, null) { Input = input };
    static HistoryEvent Answer(int second, string kind, int to, string? said = null) => new(At(second), kind, -1, "", to, null, said);
    static HistoryEvent Timer(int second, int id, int until) => new(At(second), "TimerCreated", id, "", null, At(until), null);
    static HistoryEvent Fired(int second, int to) => new(At(second), "TimerFired", -1, "", to, null, null);
    static HistoryEvent Bell(int second) => new(At(second), "EventRaised", -1, "Doorbell", null, null, null);
    static HistoryEvent Fact(int second, string kind, string? said = null) => new(At(second), kind, -1, "", null, null, said);
    static DateTimeOffset At(int second) => Start.AddSeconds(second);
}
