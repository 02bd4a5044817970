namespace Campaigns.Abuse;

/// <summary>
/// Why a signature is looked at by a person before it counts. Stored by name, said by the resource <c>Doubt_{name}</c>; says nothing of the
/// person but how the form came in.
/// </summary>
[Flags]
public enum Doubts
{
    None = 0,
    /// <summary>The form was back sooner than anybody types.</summary>
    TooFast = 1,
    /// <summary>It came without the page's form, and without the key of scripts.</summary>
    NoForm = 2,
    /// <summary>Something stands in the field that people do not see.</summary>
    Trap = 4,
    /// <summary>The address is at a service for throw-away mail.</summary>
    ThrowAway = 8,
    /// <summary>The coordinator's list says that signatures from the domain wait.</summary>
    Domain = 16,
    /// <summary>Many requests came from the domain.</summary>
    ManyFromDomain = 32,
    /// <summary>Several requests came from the domain within seconds.</summary>
    Burst = 64,
    /// <summary>Many requests bear the same name.</summary>
    TextAlike = 128,
    /// <summary>The coordinator held it, with others, by a pattern.</summary>
    ByHand = 256,
    /// <summary>The coordinator's list says that nobody at the domain is written to.</summary>
    Blocked = 512,
}

/// <summary>What the domain of an address adds to the doubts, and takes from them. Pure.</summary>
public static class Doubting
{
    const Doubts OfLists = Doubts.ThrowAway | Doubts.Domain | Doubts.Blocked;
    const Doubts OfDomain = OfLists | Doubts.ManyFromDomain | Doubts.Burst;

    /// <param name="seen">What was noticed when the form came in. What lists said then is not asked: they may have changed.</param>
    public static Doubts Of(MailRules rules, string domain, Doubts seen)
    {
        var others = seen & ~OfLists;
        return rules.For(domain) switch
        {
            MailRule.Allow => seen & ~OfDomain,
            MailRule.Hold => others | Doubts.Domain,
            MailRule.Block => others | Doubts.Blocked,
            _ => ThrowAwayDomains.Has(domain) ? others | Doubts.ThrowAway : others,
        };
    }

    /// <summary>What the form itself says.</summary>
    /// <param name="age">How long ago the page with the form was made; null when it did not come from one. A page that was kept for a while only makes it longer.</param>
    /// <param name="trap">What came in the field that people do not see.</param>
    /// <param name="least">Nobody fills in the form in less; zero: not checked.</param>
    public static Doubts OfForm(TimeSpan? age, string trap, TimeSpan least)
    {
        var doubts = string.IsNullOrWhiteSpace(trap) ? Doubts.None : Doubts.Trap;
        if (least <= TimeSpan.Zero) return doubts;
        return age is null ? doubts | Doubts.NoForm : age < least ? doubts | Doubts.TooFast : doubts;
    }

    public static IEnumerable<Doubts> Each(this Doubts doubts) =>
        Enum.GetValues<Doubts>().Where(one => one != Doubts.None && doubts.HasFlag(one));
}
