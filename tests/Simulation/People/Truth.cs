using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

enum Deed { Confirms, Withdraws, Declines }

/// <summary>What somebody did, when they began, and what they were told; a null answer: they do not know.</summary>
sealed class Done(Deed deed, DateTimeOffset begun)
{
    public Deed Deed { get; } = deed;
    public DateTimeOffset Begun { get; } = begun;
    public DateTimeOffset Ended { get; private set; } = DateTimeOffset.MaxValue;
    public SignLinkState? Told { get; private set; }

    public void End(DateTimeOffset at, SignLinkState? told) => (Ended, Told) = (told is null ? DateTimeOffset.MaxValue : at, told);
}

/// <summary>What people know of their own signatures, whatever the tables say: by address.</summary>
sealed class Truth
{
    readonly Dictionary<string, List<Done>> deeds = [];

    public IEnumerable<string> Addresses => deeds.Keys;

    public IReadOnlyList<Done> Of(string address) => deeds.GetValueOrDefault(address, []);

    public Done Begin(string address, Deed deed, DateTimeOffset now)
    {
        var done = new Done(deed, now);
        (deeds.TryGetValue(address, out var known) ? known : deeds[address] = []).Add(done);
        return done;
    }

    /// <summary>Letters that a person decided to send again, by addressee; also where the answer was lost.</summary>
    public Dictionary<int, int> SentAgain { get; } = [];

    /// <summary>Vetted by address of nobody in particular: whether a signature was ever refused.</summary>
    public bool AnyRefused { get; set; }

    public bool IsCancelled { get; set; }
    public bool IsLaunched { get; set; }
}
