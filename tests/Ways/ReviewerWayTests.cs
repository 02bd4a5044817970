using Campaigns.Drafting;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>A reviewer without an account: comments, objects, sees the text mended, approves, leaves.</summary>
[Collection(DeskCollection.Name)]
public sealed class ReviewerWayTests(DeskFixture fixture, BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task A_reviewer_comments_objects_approves_what_was_mended_and_leaves(bool scripts, int width)
    {
        var house = await fixture.GetAsync();
        var email = $"luc.{width}@example.org";
        var draft = await house.Get<DraftDesk>().CreateAsync(new("Release her", "en", "UTC"), DeskHouse.Coordinator);
        var writer = house.Get<DraftWriter>();
        await writer.DecideAsync(draft.Id, new DraftCommand.Save("en", "She was arrested on 3 May.\n\nWe ask for her release.", 0, DeskHouse.Coordinator));
        await writer.DecideAsync(draft.Id, new DraftCommand.AddReviewers([new(0, "Luc Example", email, "en")]));
        await writer.DecideAsync(draft.Id, new DraftCommand.OpenRound(house.Time.GetUtcNow().AddDays(3)));
        await using var walk = await Walk.BeginAsync(browser, house, "reviewer", scripts, width);

        await walk.FollowAsync(email, "/sign/review/");
        await walk.UnfoldAsync("Comment on this paragraph (1)");
        await walk.TypeAsync("What you want to say", "Was it not the 4th?");
        await walk.PressAsync("Send the comment");
        await walk.ReadAsync("Was it not the 4th?");
        await walk.UnfoldAsync("Object, and say why");
        await walk.TypeAsync("Why you object", "The date is wrong.");
        await walk.PressAsync("Send the objection");
        await walk.ReadAsync("You objected to version 1");

        await writer.DecideAsync(draft.Id, new DraftCommand.Save("en", "She was arrested on 4 May.\n\nWe ask for her release.", 1, DeskHouse.Coordinator));
        await walk.FollowAsync(email, "/sign/review/");
        await walk.ReadAsync("The text has changed since");
        await walk.PressAsync("I approve this text");
        await walk.ReadAsync("You approved version 2");
        Assert.True((await house.Get<DraftStore>().FindAsync(draft.Id))!.Verdicts.Single(word => word.Version == 2).Approves);

        await walk.UnfoldAsync("I do not want to take part");
        await walk.PressAsync("Remove me");
        await walk.ReadAsync("You have been removed");
        Assert.Empty(await walk.Page.Context.CookiesAsync());
    }
}
