namespace Campaigns.Local.MailRoom.Faults;

/// <summary>The faults in force. The first rule that matches, has strikes left and wins its draw strikes.</summary>
public sealed class FaultBook
{
    readonly Lock gate = new();
    Standing[] rules = [];

    /// <summary>Replaces all rules; none ends all faults.</summary>
    public void Set(params IEnumerable<FaultRule> next)
    {
        var standing = next.Select(rule => new Standing(rule)).ToArray();
        lock (gate)
            rules = standing;
    }

    /// <summary>The rules and how often each has struck.</summary>
    public IReadOnlyList<(FaultRule Rule, int Strikes)> Rules
    {
        get
        {
            lock (gate)
                return [.. rules.Select(rule => (rule.Rule, rule.Strikes))];
        }
    }

    /// <summary>What strikes a request with these messages: 429, 500 or accept-then-hang.</summary>
    internal FaultKind? ForRequest(IReadOnlyList<(string To, string Subject)> messages) =>
        Strike(rule => rule.Do <= FaultKind.AcceptThenHang && messages.Any(message => rule.Matches(message.To, message.Subject)));

    /// <summary>What becomes of a message to these recipients.</summary>
    internal Fate ForMessage(IEnumerable<string> to, string subject) =>
        Strike(rule => rule.Do > FaultKind.AcceptThenHang && to.Any(address => rule.Matches(address, subject))) switch
        {
            FaultKind.Bounce => Fate.Bounced,
            FaultKind.Defer => Fate.Deferred,
            FaultKind.Drop => Fate.Dropped,
            FaultKind.DuplicateEvents => Fate.Repeated,
            _ => Fate.Delivered,
        };

    FaultKind? Strike(Func<FaultRule, bool> matches)
    {
        lock (gate)
            return rules.FirstOrDefault(rule => matches(rule.Rule) && rule.TryStrike())?.Rule.Do;
    }

    sealed class Standing(FaultRule rule)
    {
        readonly Random draws = rule.Seed is { } seed ? new Random(seed) : new Random();

        public FaultRule Rule => rule;

        public int Strikes { get; private set; }

        public bool TryStrike()
        {
            if (Strikes >= rule.Count || draws.NextDouble() >= rule.Rate)
                return false;
            Strikes++;
            return true;
        }
    }
}
