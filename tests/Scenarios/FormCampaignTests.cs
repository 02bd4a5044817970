using System.Net;

namespace Campaigns.Tests.Scenarios;

/// <summary>The campaign that a coordinator launches and closes by hand. It runs once for all of these.</summary>
public sealed class FormCampaignTests(SharedRuns runs)
{
    [Fact]
    public async Task SigningInLeadsToTheDesk()
    {
        var run = await runs.ByFormAsync();

        Assert.Equal("/desk", run.AfterSignIn.Path);
        Assert.Equal(HttpStatusCode.OK, run.AfterSignIn.Status);
        Assert.Equal(1, run.Coordinator.Visitor.Cookies);
    }

    [Fact]
    public async Task ADoubleClickLaunchesOnce()
    {
        var run = await runs.ByFormAsync();

        Assert.Equal(run.DoublePost[0], run.DoublePost[1]);
        var mails = await run.Stage.Mail.ReadAllAsync();
        Assert.Single(mails, mail => mail.IsTo(Stage.CoordinatorAddress, $"Launched: {FormCampaign.Title}"));
        Assert.Equal($"/desk/{run.Id}", mails.Single(mail => mail.IsTo(Stage.CoordinatorAddress, $"Launched: {FormCampaign.Title}")).ActPath());
    }

    [Fact]
    public async Task AWithdrawnSignatureIsNotInTheLetter()
    {
        var run = await runs.ByFormAsync();
        var signed = run.People.Take(5).Where(person => person != run.Withdrawn).ToList();

        Assert.True(run.Withdrawn.HasSigned);
        Assert.Equal(HttpStatusCode.OK, run.AfterWithdrawal.Status);
        Assert.Equal(4, run.End.Organisations);
        Assert.Equal(new StandingLetters(1, 1, run.End.Letters.Delivered, 0, 0), run.End.Letters);
        foreach (var words in (string[])[run.Letter.Text, run.Letter.Shown()])
        {
            Assert.All(signed, person => Assert.Contains(person.Who.Organisation, words, StringComparison.Ordinal));
            Assert.DoesNotContain(run.Withdrawn.Who.Organisation, words, StringComparison.Ordinal);
            Assert.DoesNotContain(run.Late.Who.Organisation, words, StringComparison.Ordinal);
            Assert.Contains("Dear Minister,", words, StringComparison.Ordinal);
        }
        Assert.Single(await run.Stage.Mail.ReadAllAsync(), mail => mail.IsTo(run.Office.Email));
    }

    [Fact]
    public async Task WhoOpensTheLinkAgainIsToldThatTheyHaveSigned()
    {
        var run = await runs.ByFormAsync();

        Assert.Equal(HttpStatusCode.OK, run.SecondPress.Status);
        Assert.Contains("You have signed", run.SecondPress.Shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(run.SecondPress.Forms(), form => form.Action.Split('?')[0] == run.SecondPress.Path);
    }

    [Fact]
    public async Task ALateConfirmationIsRefusedWithAPage()
    {
        var run = await runs.ByFormAsync();

        Assert.False(run.Late.HasSigned);
        Assert.All([run.CameLate, run.PostedLate], page =>
        {
            Assert.Equal(HttpStatusCode.Gone, page.Status);
            Assert.True(page.IsHtml);
            Assert.Contains("deadline has passed", page.Shown, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task TheCoordinatorGetsTheReport()
    {
        var run = await runs.ByFormAsync();

        var report = await run.Stage.Mail.WaitForAsync(Stage.CoordinatorAddress, $"Sent: {FormCampaign.Title}");
        Assert.Equal($"/desk/{run.Id}", report.ActPath());
        Assert.Contains("4 organisations", report.Text, StringComparison.Ordinal);
    }
}
