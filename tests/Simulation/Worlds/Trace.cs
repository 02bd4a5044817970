namespace Campaigns.Tests.Simulation;

/// <summary>A fingerprint of everything that happened, in its order, and the story of it in sentences.</summary>
sealed class Trace(Func<DateTimeOffset> now)
{
    ulong hash = 14695981039346656037;

    public ulong Hash => hash;
    public long Events { get; private set; }
    /// <summary>Told only when somebody wants to read it.</summary>
    public Action<string>? Story { get; set; }

    public void Note(string what, string where, int outcome)
    {
        Events++;
        Add(what);
        Add(where);
        Add((ulong)outcome);
        Add((ulong)now().UtcTicks);
    }

    public void Say(string sentence)
    {
        Note("say", sentence, 0);
        Story?.Invoke($"{now():yyyy-MM-dd HH:mm:ss.fff}  {sentence}");
    }

    void Add(string text)
    {
        foreach (var c in text) Add(c);
    }

    void Add(ulong value) => hash = unchecked((hash ^ value) * 1099511628211);
}
