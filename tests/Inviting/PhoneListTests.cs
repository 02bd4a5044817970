using Campaigns.Invitations;
using Campaigns.Networks;
using Campaigns.Signatures;

namespace Campaigns.Tests.Inviting;

public sealed class PhoneListTests
{
    static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Who_has_not_answered_stands_on_it_with_a_telephone_and_the_time_there()
    {
        InvitationStatus[] invited =
        [
            Silent(new(1, "=House", "NP", "Ram", "ram@example.org", "en") { Phone = "+977 1 000" }),
            Silent(new(2, "Other", "US", "Ann", "ann@example.org", "en") { TimeZone = "America/Denver" }),
            Silent(new(3, "Third", "US", "", "third@example.org", "en")), // a country of many zones: nobody knows
            Silent(new(4, "Signed", "NO", "", "signed@example.org", "en")) with { Answer = SignatureState.Confirmed },
            Silent(new(5, "Not yet", "NO", "", "later@example.org", "en")) with { InvitedAt = null },
        ];
        var book = new NetworkBook(new("n", "N", Now), [new("o", ["Other"], "US", [], [], [new("Ann", "Ann@example.org", "", "", "+1 303 000")])], [], []);
        var lines = PhoneList.Of(invited, book, Now);
        Assert.Equal(["Asia/Kathmandu", "America/Denver", ""], lines.Select(line => line.TimeZone));
        Assert.Equal(["+977 1 000", "+1 303 000", ""], lines.Select(line => line.Phone));

        var csv = PhoneList.Csv(lines).Split("\r\n");
        Assert.Equal("organisation,country,name,email,phone,local time,time zone,mail", csv[0]);
        Assert.Equal("\"'=House\",NP,Ram,ram@example.org,\"'+977 1 000\",2026-07-01 18:15,Asia/Kathmandu,delivered", csv[1]);
        Assert.Equal("Other,US,Ann,ann@example.org,\"'+1 303 000\",2026-07-01 06:30,America/Denver,delivered", csv[2]);
        Assert.Equal("Third,US,,third@example.org,,,,delivered", csv[3]);
        Assert.Equal(5, csv.Length);
    }

    static InvitationStatus Silent(Invitation invitation) => new(invitation, Now, 0, null, null) { Mails = [new(invitation.Email, MailState.Delivered, Now, null)] };
}
