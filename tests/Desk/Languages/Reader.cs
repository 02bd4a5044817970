namespace Campaigns.Tests.Desk.Languages;

/// <summary>A coordinator whose browser asks for a language, and who notes whatever is not in it.</summary>
sealed class Reader(DeskHouse house, HttpClient browser, string language)
{
    readonly EnglishLeft english = new(language);
    readonly List<string> left = [];

    public string Language => language;

    public static async Task<Reader> SignInAsync(DeskHouse house, string language, string email = DeskHouse.Coordinator)
    {
        var browser = await house.SignInAsync(email);
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        return new(house, browser, language);
    }

    /// <param name="english">For pages of operators: they stay as they are.</param>
    public async Task<Answer> LookAsync(string path, bool signedIn = true, bool english = false)
    {
        using var stranger = house.NewBrowser();
        stranger.DefaultRequestHeaders.Add("Accept-Language", language);
        return Note(path, await DeskHouse.GetAsync(signedIn ? browser : stranger, path), english);
    }

    public async Task<Answer> SendAsync(Answer page, string? action, params (string Field, string Value)[] typed) =>
        Note(action ?? "", await DeskHouse.SendAsync(browser, page, action, typed));

    public async Task<Answer> PostAsync(string path, Dictionary<string, string> fields) =>
        Note(path, await Answer.OfAsync(await browser.PostAsync(path, new FormUrlEncodedContent(fields))));

    public void AssertNothingLeft() => Assert.True(left.Count == 0, string.Join('\n', left.Distinct()));

    Answer Note(string path, Answer page, bool inEnglish = false)
    {
        if (page.Status is 303) return page;
        Assert.True(page.Status is 200 or 400 or 403 or 404 or 409 or 410 or 422, $"{path} answered {page.Status}: {page.Text}");
        Assert.Equal(inEnglish ? "en" : language, page.Document.DocumentElement.GetAttribute("lang"));
        if (!inEnglish) left.AddRange(english.On(page).Select(text => $"{path} ({page.Status}): {text}"));
        return page;
    }
}
