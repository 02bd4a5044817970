using Campaigns.Signatures;
using static Campaigns.Tests.Life.Launches;

namespace Campaigns.Tests.Life;

/// <summary>What a launch says about how people sign: publication, neutral mail, vetting of the uninvited.</summary>
public sealed class LaunchWaysTests
{
    [Fact]
    public void Without_a_word_everything_may_be_chosen_and_public_is_proposed()
    {
        var draft = Read().Value;

        Assert.Equal((Publication.Public, true, false), (draft.DefaultPublication, draft.Publications.IsEmpty, draft.NeutralMail));
    }

    [Fact]
    public void A_campaign_may_propose_and_allow_less()
    {
        var draft = Read(("publications", "addressee-only, name-withheld,pseudonym"), ("publication", "name-withheld"), ("neutralMail", "yes"), ("vetting", "uninvited")).Value;

        Assert.Equal([Publication.AddresseeOnly, Publication.NameWithheld, Publication.Pseudonym], draft.Publications);
        Assert.Equal((Publication.NameWithheld, true, VettingRule.Uninvited), (draft.DefaultPublication, draft.NeutralMail, draft.Vetting));
    }

    [Fact]
    public void Where_public_is_not_allowed_something_else_is_proposed() =>
        Assert.Equal(Publication.NameWithheld, Read(("publications", "addressee-only, name-withheld")).Value.DefaultPublication);

    [Theory]
    [InlineData("publications", "public, secret", "publications:2 NotOneOf(public, name-withheld, addressee-only, pseudonym)")]
    [InlineData("publication", "secret", "publication NotOneOf(public, name-withheld, addressee-only, pseudonym)")]
    [InlineData("neutralMail", "maybe", "neutralMail NotOneOf(no, yes)")]
    public void What_is_not_known_is_refused(string field, string value, string expected) => Assert.Equal(expected, Said(Read((field, value))));

    [Fact]
    public void What_is_proposed_must_be_allowed() =>
        Assert.Equal("publication NotOneOf(name-withheld)", Said(Read(("publications", "name-withheld"), ("publication", "public"))));

    [Fact]
    public void Json_may_give_a_list()
    {
        const string start = """{"title":"T","language":"en","statement":"S","window":"PT1H","coordinator":"c@example.org","publications":""";

        Assert.Equal([Publication.Public, Publication.Pseudonym], ReadJson(start + """["public","pseudonym"]}""").Value.Publications);
        Assert.Equal("publications:1 WrongType(text)", Said(ReadJson(start + "[3]}")));
    }
}
