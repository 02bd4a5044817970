using Campaigns.Invitations;

namespace Campaigns.Tests.Inviting;

/// <summary>What the mail service tells, in whatever order and however often, ends alike; and what an invitation's addresses are.</summary>
public sealed class MailStateTests
{
    [Fact]
    public void Events_in_any_order_and_number_end_alike()
    {
        var all = Enum.GetValues<MailState>();
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var told = Enumerable.Range(0, random.Next(1, 8)).Select(_ => all[random.Next(all.Length)]).ToArray();
            var again = told.Concat(told).ToArray();
            random.Shuffle(again);
            Assert.Equal(told.Aggregate(MailStates.After), again.Aggregate(MailStates.After));
            Assert.Equal(told.Max(), told.Aggregate(MailStates.After));
        }
    }

    [Fact]
    public void Each_address_takes_the_place_of_the_one_before_it_once()
    {
        var first = new Invitation(7, "Sample House", "NO", "Kari", "kari@example.org", "en") { Alternates = [new("Ola", "ola@example.org"), new("", "office@example.org")] };
        var second = first.Next()!;
        var third = second.Next()!;
        Assert.Equal((0, 1, 2), (first.Place, second.Place, third.Place));
        Assert.Equal(("Ola", "ola@example.org"), (second.Contact, second.Email));
        Assert.Null(third.Next());
        Assert.Equal(first.Addresses, third.Addresses);
        Assert.Equal(("Kari", "kari@example.org", 0), (third.At(0)!.Contact, third.At(0)!.Email, third.At(0)!.Place));
        Assert.Equal("office@example.org", third.At(2)!.Email);
        Assert.Null(second.At(2)); // nothing was sent there yet
    }

    [Fact]
    public void Who_has_themselves_removed_takes_only_their_own_address_along_unless_it_is_the_one_that_is_written_to()
    {
        var now = new Invitation(7, "Sample House", "NO", "Kari", "kari@example.org", "en") { Alternates = [new("Ola", "ola@example.org"), new("Eva", "eva@example.org")] }.Next()!;
        Assert.True(now.Without(email => email == "ola@example.org").IsErased);
        var withoutFirst = now.Without(email => email == "kari@example.org");
        Assert.Equal((1, "ola@example.org"), (withoutFirst.Place, withoutFirst.Email));
        Assert.Null(withoutFirst.At(0));
        Assert.DoesNotContain("kari@example.org", withoutFirst.Addresses);
        Assert.Null(now.Without(email => email == "eva@example.org").Next());
    }

    [Fact]
    public void A_line_is_read_as_it_is_written()
    {
        var one = new Invitation(1, "House; of \"Samples\"", "NO", "Kari", "kari@example.org", "en")
        {
            Alternates = [new("Ola Example", "ola@example.org"), new("", "office@example.org")],
            TimeZone = "Europe/Oslo",
            Phone = "+47 22 00 00 00",
        };
        var read = Read(ListCells.Join(InvitationLine.Cells(one)));
        Assert.Equal(one.Alternates, read.Alternates);
        Assert.Equal((one.Organisation, one.TimeZone, one.Phone), (read.Organisation, read.TimeZone, read.Phone));
        Assert.Equal("A; NO; ; a@example.org; en", ListCells.Join(InvitationLine.Cells(Read("A; NO; ; a@example.org; en"))));
        Assert.Equal("A; NO; ; a@example.org; en; ; ; 123", ListCells.Join(InvitationLine.Cells(Read("A; NO; ; a@example.org; en;;; 123"))));
    }

    [Theory]
    [InlineData("A; NO; ; a@example.org; en; not an address", "invitations:1.alternates NotAnAddress")]
    [InlineData("A; NO; ; a@example.org; en; A@example.org", "invitations:1.alternates Duplicate(1)")]
    [InlineData("A; NO; ; a@example.org; en\nB; NO; ; b@example.org; en; a@example.org", "invitations:2.alternates Duplicate(1)")]
    [InlineData("A; NO; ; a@example.org; en; b@example.org\nB; NO; ; b@example.org; en", "invitations:2.email Duplicate(1)")]
    [InlineData("A; NO; ; a@example.org; en; ; Europe/Nowhere", "invitations:1.timeZone NotAZone")]
    [InlineData("A; NO; ; a@example.org", "invitations:1 Columns(5|4)")]
    [InlineData("A; NO; ; a@example.org; en; ; ; ; more", "invitations:1 Columns(8|9)")]
    [InlineData("A; NO; ; a@example.org; en; b@example.org|c@example.org|d@example.org|e@example.org|f@example.org|g@example.org", "invitations:1.alternates TooMany(5)")]
    public void What_is_wrong_with_a_line_is_told(string lines, string said) => Assert.Contains(said, Life.Launches.Said(InvitationAdding.Read(Life.Stories.Campaign(), lines)), StringComparison.Ordinal);

    static Invitation Read(string line)
    {
        var read = InvitationAdding.Read(Life.Stories.Campaign(), line);
        Assert.True(read.IsValid, Life.Launches.Said(read));
        return read.Value.Invitations[0];
    }
}
