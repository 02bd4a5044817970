namespace Campaigns.Tests.Life;

/// <summary>Titles and approvals of single languages.</summary>
public sealed class LaunchLanguagesTests
{
    [Fact]
    public void A_language_may_have_its_title_and_who_approved_it()
    {
        var draft = Launches.Read(("statement.fr", "Texte"), ("title.fr", " Titre "), ("approvedBy", "House of Examples"), ("approvedBy.fr", "Maison"));
        Assert.True(draft.IsValid);
        Assert.Equal("Titre", draft.Value.Titles!["fr"]);
        Assert.Equal(["en=House of Examples", "fr=Maison"], draft.Value.ApprovedBy!.Select(one => $"{one.Key}={one.Value}"));
        var campaign = Lifecycle.Launch(draft.Value, "aaaaaaaaaaaaaaaa", Launches.Now);
        Assert.Equal((campaign.Title, "Titre", "fr", "en"), (campaign.TitleIn("ru"), campaign.TitleIn("fr"), campaign.TitleLanguage("fr"), campaign.TitleLanguage("ru")));
    }

    [Theory]
    [InlineData("title.fr", "Titre", "NoTextInIt")]
    [InlineData("title.en", "Title", "GivenTwice")]
    [InlineData("title.nowhere-at-all-in-the-world", "Title", "NotALanguage")]
    [InlineData("approvedBy.fr", "Maison", "NoTextInIt")]
    public void What_belongs_to_no_text_is_refused(string field, string value, string reason)
    {
        var errors = Launches.Read((field, value)).Errors;
        Assert.Equal((field, reason), (Assert.Single(errors).Field, errors[0].Reason));
    }

    [Fact]
    public void Without_them_the_launch_is_what_it_was() =>
        Assert.Equal((null, null), (Launches.Read().Value.Titles, Launches.Read().Value.ApprovedBy));
}
