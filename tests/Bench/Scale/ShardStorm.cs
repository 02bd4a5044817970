namespace Campaigns.Bench.Scale;

/// <summary>What came of a storm on one shard.</summary>
/// <param name="Confirmed">Acknowledged in the time.</param>
/// <param name="Waiting">Not acknowledged at its end: more than a moment's worth means that the shard does not keep up.</param>
/// <param name="P50">Milliseconds from the button to the acknowledgement.</param>
/// <param name="Lost">The part of the transactions that another instance was faster than; their people are tried again.</param>
/// <param name="RowsPerSecond">Written by storage, headers too, those of lost transactions not.</param>
public sealed record Storm(int Confirmed, int Waiting, double P50, double P99, double Lost, double RowsPerSecond);

/// <summary>
/// Plays what happens at the header of one shard when people confirm through several instances of the app: each gathers what comes while its transaction
/// is under way and commits it at once; of those that started from the same header one wins, and the others read it again after a short pause. Virtual time; the
/// same seed gives the same storm on any machine.
/// </summary>
public sealed class ShardStorm
{
    const int LongestPause = 10;

    readonly ScaleModel model;
    readonly Random random;
    readonly PriorityQueue<Action, double> events = new();
    readonly Instance[] instances;
    readonly List<double> waits = [];
    double now, rows;
    int version, transactions, lost;

    ShardStorm(ScaleModel model, int instances, int seed) =>
        (this.model, random, this.instances) = (model, new(seed), [.. Enumerable.Range(0, instances).Select(_ => new Instance())]);

    /// <param name="perSecond">People who confirm in this shard, at random moments, each at some instance.</param>
    public static Storm Play(ScaleModel model, double perSecond, int instances, int seconds = 30, int seed = 1)
    {
        var storm = new ShardStorm(model, instances, seed);
        storm.Arrive(perSecond / 1000);
        while (storm.events.TryPeek(out _, out var at) && at < seconds * 1000.0)
        {
            storm.now = at;
            storm.events.Dequeue()();
        }
        return storm.Result(seconds);
    }

    void Arrive(double perMillisecond) => events.Enqueue(() =>
    {
        var instance = instances[random.Next(instances.Length)];
        instance.Waiting.Enqueue(now);
        if (!instance.Busy) Commit(instance);
        Arrive(perMillisecond);
    }, now + Exponential(1 / perMillisecond));

    void Commit(Instance instance)
    {
        instance.Busy = true;
        List<double> batch = [.. instance.Again];
        instance.Again = [];
        while (batch.Count < model.Limits.RowsInTransaction - 1 && instance.Waiting.TryDequeue(out var since)) batch.Add(since);
        var (started, took) = (now, Write(batch.Count + 1));
        events.Enqueue(() => Decide(instance, batch, started + took), now + (took / 2));
    }

    /// <summary>Storage compares the header in the middle of the call; the instance hears of it at its end.</summary>
    void Decide(Instance instance, List<double> batch, double heard)
    {
        transactions++;
        if (instance.Known == version)
        {
            instance.Known = ++version;
            rows += batch.Count + 1;
            events.Enqueue(() =>
            {
                waits.AddRange(batch.Select(since => now - since));
                Go(instance);
            }, heard);
            return;
        }
        lost++;
        instance.Again = batch;
        events.Enqueue(() => { instance.Known = version; events.Enqueue(() => Commit(instance), now + (Read() / 2)); }, heard + random.Next(1, LongestPause) + (Read() / 2));
    }

    void Go(Instance instance)
    {
        instance.Busy = instance.Waiting.Count > 0;
        if (instance.Busy) Commit(instance);
    }

    Storm Result(int seconds)
    {
        waits.Sort();
        return new(waits.Count, instances.Sum(instance => instance.Waiting.Count + instance.Again.Count),
            At(0.5), At(0.99), transactions == 0 ? 0 : (double)lost / transactions, rows / seconds);

        double At(double part) => waits.Count == 0 ? 0 : waits[Math.Min(waits.Count - 1, (int)(part * waits.Count))];
    }

    double Write(int count) => model.Storage.WriteMilliseconds + (count * model.Storage.MoreForEachRowMilliseconds) + Exponential(model.Storage.SpreadMilliseconds);
    double Read() => model.Storage.ReadMilliseconds + Exponential(model.Storage.SpreadMilliseconds / 2);
    double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());

    sealed class Instance
    {
        public readonly Queue<double> Waiting = new();
        public List<double> Again = [];
        public bool Busy;
        public int Known;
    }
}
