using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Book;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Abuse;

/// <summary>What makes a request suspicious, and what the coordinator's lists make of it. Pure.</summary>
public sealed class DoubtingTests
{
    static readonly TimeSpan Least = TimeSpan.FromSeconds(3);
    const Doubts OfDomain = Doubts.ThrowAway | Doubts.Domain | Doubts.ManyFromDomain | Doubts.Burst | Doubts.Blocked;

    [Theory]
    [InlineData(0, "", Doubts.TooFast)]
    [InlineData(2, "", Doubts.TooFast)]
    [InlineData(3, "", Doubts.None)]
    [InlineData(86_000, "", Doubts.None)] // a page that a browser kept
    [InlineData(-1, "", Doubts.NoForm)] // none
    [InlineData(10, "  ", Doubts.None)]
    [InlineData(10, "buy", Doubts.Trap)]
    [InlineData(1, "buy", Doubts.Trap | Doubts.TooFast)]
    public void TheFormSays(int seconds, string trap, Doubts doubts) =>
        Assert.Equal(doubts, Doubting.OfForm(seconds < 0 ? null : TimeSpan.FromSeconds(seconds), trap, Least));

    [Fact]
    public void WhereFormsAreFilledInByMachinesTheTimeSaysNothing()
    {
        Assert.Equal(Doubts.None, Doubting.OfForm(TimeSpan.Zero, "", TimeSpan.Zero));
        Assert.Equal(Doubts.Trap, Doubting.OfForm(null, "x", TimeSpan.Zero));
    }

    [Theory]
    [InlineData("allowed.example.org", null)]
    [InlineData("mail.allowed.example.org", null)]
    [InlineData("held.example.org", Doubts.Domain)]
    [InlineData("blocked.example.org", Doubts.Blocked)]
    [InlineData("good.blocked.example.org", null)] // the nearer rule
    [InlineData("notblocked.example.org", Doubts.None)]
    [InlineData("mailinator.com", Doubts.ThrowAway)]
    [InlineData("sub.mailinator.com", Doubts.ThrowAway)]
    [InlineData("notmailinator.org", Doubts.None)]
    [InlineData("yopmail.com", null)] // the coordinator trusts it
    public void TheListsSay(string domain, Doubts? added)
    {
        var rules = new MailRules(["allowed.example.org", "good.blocked.example.org", "yopmail.com"], ["held.example.org"], ["blocked.example.org"]);
        foreach (var seen in new[] { Doubts.None, Doubts.Trap, Doubts.Trap | OfDomain, Doubts.ByHand | Doubts.ThrowAway })
            Assert.Equal(added is { } more ? (seen & ~(Doubts.ThrowAway | Doubts.Domain | Doubts.Blocked)) | more : seen & ~OfDomain, Doubting.Of(rules, domain, seen));
    }

    [Fact]
    public void AskedTwiceTheListsSayTheSame() => Prop.ForAll(
        Gen.Choose(0, 1023).Select(bits => (Doubts)bits).ToArbitrary(), Gen.Elements("a.example.org", "b.example.org", "c.example.org", "trashmail.de", "d.example.org").ToArbitrary(),
        (seen, domain) =>
        {
            var rules = new MailRules(["a.example.org"], ["b.example.org"], ["c.example.org"]);
            var once = Doubting.Of(rules, domain, seen);
            Assert.Equal(once, Doubting.Of(rules, domain, once));
            Assert.Equal(seen & ~OfDomain, once & ~OfDomain); // what the form said stays
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NoThrowAwayServiceIsAnHonestProvider()
    {
        Assert.InRange(ThrowAwayDomains.Count, 80, 1000);
        foreach (var domain in new[] { "gmail.com", "proton.me", "riseup.net", "mail.ru", "gmx.de", "posteo.net", "example.org", "com" })
            Assert.False(ThrowAwayDomains.Has(domain), domain);
    }

    [Theory]
    [InlineData("Example.ORG, @other.example.org\nsomebody@third.example.org", "example.org other.example.org third.example.org", "")]
    [InlineData("", "", "")]
    [InlineData("пример.рф", "xn--e1afmkfd.xn--p1ai", "")]
    [InlineData("example", "", "allowDomains NotADomain(example)")]
    [InlineData("<script>", "", "allowDomains NotADomain(<script>)")]
    public void TypedListsAreRead(string typed, string domains, string refused)
    {
        var said = new List<string>();
        var rules = MailRulesReader.Read(field => field == "allowDomains" ? typed : "", (field, reason, arguments) => said.Add($"{field} {reason}({string.Join('|', arguments)})"));
        Assert.Equal((domains, refused), (string.Join(' ', rules.Allow.OrderBy(one => one, StringComparer.Ordinal)), string.Join(' ', said)));
    }

    [Fact]
    public void ADomainStandsOnOneListOnlyAndTheListsHaveALimit()
    {
        Assert.Equal(["blockDomains InTwoLists"], Said(field => field == "allowDomains" ? "" : "a.example.org"));
        string Many(int count) => string.Join('\n', Enumerable.Range(0, count).Select(n => $"d{n}.example.org"));
        Assert.Empty(Said(field => field == "holdDomains" ? Many(Limits.MailDomains) : ""));
        Assert.Equal(["holdDomains TooMany"], Said(field => field == "holdDomains" ? Many(Limits.MailDomains + 1) : ""));

        var label = new string('a', 40);
        string Domain(int length) => $"{label}.{label}.{new string('b', length - 86)}.org";
        Assert.Equal(Limits.MailDomain, Domain(Limits.MailDomain).Length);
        Assert.Empty(Said(field => field == "holdDomains" ? Domain(Limits.MailDomain) : ""));
        Assert.Equal(["holdDomains NotADomain"], Said(field => field == "holdDomains" ? Domain(Limits.MailDomain + 1) : ""));

        static List<string> Said(Func<string, string> typed)
        {
            var said = new List<string>();
            MailRulesReader.Read(typed, (field, reason, _) => said.Add($"{field} {reason}"));
            return said;
        }
    }

    [Fact]
    public void TheFullestListsFitIntoTheirRow()
    {
        var domains = Enumerable.Range(0, Limits.MailDomains).Select(n => $"{n:D3}{new string('a', Limits.MailDomain - 7)}.org").ToArray();
        var campaign = Life.Stories.Campaign() with { MailRules = new MailRules([.. domains], [], []).Seal(DataKey.Random(), "aaaaaaaaaaaaaaaa") };
        Assert.InRange(CampaignRow.Of(campaign).GetString("State")!.Length * 2, 1, 50_000); // of 64 KB
    }

    [Fact]
    public void ACrowdFromOneDomainOrUnderOneNameIsNoticedAndNobodyElse()
    {
        var time = new FakeTimeProvider();
        var crowd = new Crowd(new(time), new KeyRing(null!, new CampaignsOptions { MasterKey = Convert.ToBase64String(new byte[32]) }, time));
        var campaign = Life.Stories.Campaign();
        Assert.Equal(Rates.DomainBurst.Times, Free(n => BookHouse.Organisation(n) with { Email = $"n{n}@crowd.example.org" }, Doubts.Burst));
        time.Advance(Rates.DomainBurst.Span);
        Assert.Equal(Rates.DomainRequests.Times - Rates.DomainBurst.Times - 1, Free(n => BookHouse.Organisation(n) with { Email = $"n{n}@crowd.example.org" }, Doubts.ManyFromDomain));
        Assert.Equal(Rates.SameName.Times, Free(n => BookHouse.Person(n) with { Name = n % 2 == 0 ? "Jón  Smith" : "JON SMITH", Email = $"n{n}@d{n}.example.org" }, Doubts.TextAlike));
        Assert.Equal(300, Free(n => BookHouse.Organisation(n) with { Name = "Kari", Email = $"n{n}@gmail.com" }, (Doubts)(-1)));
        Assert.Equal(300, Free(n => BookHouse.Person(n), (Doubts)(-1))); // example.org

        // Another campaign has a crowd of its own, and an hour later all is forgotten.
        Assert.Equal(Doubts.None, crowd.Take(campaign with { Id = "bbbbbbbbbbbbbbbb" }, BookHouse.Organisation(1) with { Email = "a@crowd.example.org" }));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Doubts.None, crowd.Take(campaign, BookHouse.Organisation(1) with { Email = "a@crowd.example.org" }));

        int Free(Func<int, SignatureRequest> person, Doubts until)
        {
            for (var n = 0; n < 300; n++)
            {
                if ((crowd.Take(campaign, person(n)) & until) != Doubts.None) return n;
                if (until == Doubts.ManyFromDomain) time.Advance(Rates.DomainBurst.Span);
            }
            return 300;
        }
    }
}
