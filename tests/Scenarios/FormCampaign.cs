using System.Net;

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// A campaign that a coordinator launches by hand: signs in by the mailed link, fills in the form, watches names arrive,
/// closes early. Somebody withdraws, somebody comes too late, somebody signs twice.
/// </summary>
public sealed class FormCampaign(Stage stage) : IDisposable
{
    public const string Mark = "Lyra";

    public static string Title => "Free the editors of the Lyra review";
    public Stage Stage => stage;
    public Coordinator Coordinator { get; } = new(stage);
    public IReadOnlyList<Person> People { get; } = [.. Scenarios.People.Of(Mark, 6).Select(who => new Person(stage, who))];
    public Office Office { get; } = Scenarios.People.Offices(Mark, 1)[0];
    public Person Withdrawn => People[1];
    public Person Late => People[5];
    public string Id { get; private set; } = "";

    /// <summary>What the two posts of the same launch form led to.</summary>
    public IReadOnlyList<string?> DoublePost { get; private set; } = [];
    public Page AfterSignIn { get; private set; } = null!;
    public Page SecondPress { get; private set; } = null!;
    public Page AfterWithdrawal { get; private set; } = null!;
    public Page CameLate { get; private set; } = null!;
    public Page PostedLate { get; private set; } = null!;
    public Standing End { get; private set; } = null!;
    public Mail Letter { get; private set; } = null!;

    public async Task<FormCampaign> RunAsync()
    {
        AfterSignIn = await Coordinator.SignInAsync();
        await LaunchTwiceAsync();
        await Coordinator.WaitUntilAsync(Id, "open");
        await Task.WhenAll(People.Take(5).Select(SignAsync));
        await PressTwiceAndWithdrawAsync();
        await Late.FillsInThePublicFormAsync(Id);
        var mail = await Late.ReadsMailAsync($"Please confirm your signature: {Title}");
        var opened = await Late.Visitor.OpenAsync(mail.ActPath());
        await CloseAsync();
        CameLate = await Late.Visitor.OpenAsync(mail.ActPath());
        PostedLate = await Late.PressesTheButtonAsync(opened);
        End = await Coordinator.WaitUntilAsync(Id, "dispatched");
        Letter = await stage.Mail.WaitForAsync(Office.Email, Title);
        return this;
    }

    /// <summary>A double click: the same form, posted twice at once.</summary>
    async Task LaunchTwiceAsync()
    {
        var form = (await Coordinator.Visitor.OpenAsync("/campaigns/new")).Form("/campaigns");
        var fields = form.FilledIn(
            ("title", Title), ("language", "en"), ("statement", "The editors are in prison.\n\n> We ask for their release."), ("window", "PT1H"), ("timeZone", "Europe/Vienna"),
            ("signatories", "organisations"), ("vetting", "none"), ("approval", "automatic"), ("reminders", "PT10M"), ("coordinator", Stage.CoordinatorAddress),
            ("addressees", $"{Office.Title}; {Office.Body}; {Office.Country}; {Office.Email}; en; Dear Minister,"));
        var answers = await Task.WhenAll(Coordinator.Visitor.PostAsync(form.Action, fields), Coordinator.Visitor.PostAsync(form.Action, fields));
        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.SeeOther, $"{answer.Status} {answer.Body}"));
        DoublePost = [.. answers.Select(answer => answer.Location)];
        Id = DoublePost[0]!["/desk/".Length..].Split('?')[0];
    }

    async Task SignAsync(Person person)
    {
        await person.FillsInThePublicFormAsync(Id);
        await person.ConfirmsAsync(Title);
    }

    async Task PressTwiceAndWithdrawAsync()
    {
        var mail = await People[0].ReadsMailAsync("Please confirm your signature: ");
        SecondPress = await People[0].Visitor.OpenAsync(mail.ActPath());
        AfterWithdrawal = await Withdrawn.WithdrawsAsync(await Withdrawn.ReadsMailAsync("Please confirm your signature: "));
    }

    /// <summary>By the button on the desk's page.</summary>
    async Task CloseAsync()
    {
        var desk = await Coordinator.Visitor.OpenAsync($"/desk/{Id}");
        var after = await Coordinator.Visitor.SubmitAsync(desk, $"/desk/{Id}/close");
        Assert.True(after.Status == HttpStatusCode.OK, $"{after.Status} {after.Body}");
        await Coordinator.WaitUntilAsync(Id, "closed", "dispatching", "dispatched");
    }

    public void Dispose()
    {
        Coordinator.Dispose();
        foreach (var person in People) person.Dispose();
    }
}
