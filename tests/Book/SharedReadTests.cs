using Campaigns.Storage;

namespace Campaigns.Tests.Book;

/// <summary>Reads that are shared are never older than the question.</summary>
public sealed class SharedReadTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_while_a_read_is_under_way_shares_the_next_one()
    {
        var answers = new List<TaskCompletionSource<int>>();
        var reads = new SharedReads<int>(_ =>
        {
            answers.Add(new());
            return answers[^1].Task;
        });
        var first = reads.GetAsync("a", Cancel);
        var second = reads.GetAsync("a", Cancel);
        var third = reads.GetAsync("a", Cancel);
        Assert.Single(answers);

        answers[0].SetResult(1);
        Assert.Equal(1, await first);
        Assert.False(second.IsCompleted);

        answers[1].SetResult(2);
        Assert.Equal((2, 2), (await second, await third));
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Who_comes_while_a_read_hangs_waits_no_longer_than_that_read()
    {
        var answers = new List<TaskCompletionSource<int>>();
        var reads = new SharedReads<int>(_ =>
        {
            answers.Add(new());
            return answers[^1].Task;
        });
        var both = new[] { reads.GetAsync("a", Cancel), reads.GetAsync("a", Cancel) };

        answers[0].SetException(new TimeoutException());

        foreach (var one in both) await Assert.ThrowsAsync<TimeoutException>(() => one);
        Assert.Single(answers);
    }

    [Fact]
    public async Task A_read_that_fails_fails_those_that_share_it_and_nobody_after()
    {
        var count = 0;
        var reads = new SharedReads<int>(async _ => ++count == 1 ? throw new InvalidOperationException("once") : await Task.FromResult(count));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reads.GetAsync("a", Cancel));
        Assert.Equal(2, await reads.GetAsync("a", Cancel));
    }

    [Fact] // The moment in between is short: others keep the reads busy, so that it is longer.
    public async Task Who_was_told_of_a_failure_and_asks_again_at_once_is_not_told_it_again()
    {
        var count = 0;
        var reads = new SharedReads<int>(async name =>
        {
            await Task.Yield();
            return name == "a" && Interlocked.Increment(ref count) % 2 == 1 ? throw new InvalidOperationException("once") : count;
        });
        using var isOver = new CancellationTokenSource();
        var others = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            while (!isOver.IsCancellationRequested) await reads.GetAsync($"other {n}", CancellationToken.None);
        }, Cancel)).ToList();
        for (var n = 0; n < 2_000; n++)
        {
            var failing = reads.GetAsync("a", Cancel);
            while (!failing.IsCompleted) Thread.SpinWait(1);
            await reads.GetAsync("a", Cancel);
        }
        await isOver.CancelAsync();
        await Task.WhenAll(others);
    }
}
