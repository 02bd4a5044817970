using AngleSharp;
using Campaigns.Access;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Doors;
using Campaigns.Tests.Translating;

namespace Campaigns.Tests.Look;

/// <summary>Pages that signatories get for something that they have sent: refused, too late, too many at once, and while storage is away.</summary>
static class SignatoryAnswers
{
    /// <returns>What it is, in which language, the page.</returns>
    public static async IAsyncEnumerable<(string What, string Language, string Html)> AllAsync(DoorsHouse house, IEnumerable<string> languages)
    {
        var closed = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(closed, 9);
        var late = new Dictionary<string, Page>();
        foreach (var language in languages) late[language] = await AtAsync(language, $"/campaigns/{closed.Id}");
        await VerifyTests.DispatchAsync(house, closed);
        var receipt = await house.Http.GetStringAsync(await house.LinkAsync(closed, "speaker9@example.org") + "/receipt.json");
        var (open, crowded) = (await house.OpenCampaignAsync(), await house.OpenCampaignAsync());
        await house.SignAsync(open, 1);
        var (signed, invited) = (await house.LinkAsync(open, "speaker1@example.org"), await house.InvitationAsync(open, 1));
        while (house.Get<RateGate>().Take(Rates.SignRequests, "sign", crowded.Id) is null) { }
        foreach (var language in languages)
        {
            var form = await AtAsync(language, $"/campaigns/{open.Id}");
            yield return One(language, "form-refused", 422, await house.SendAsync(form));
            yield return One(language, "form-refused-for-much", 422, await house.SendAsync(form, [.. DoorsHouse.Organisation(1, "XX"), ("organisation", new string('W', 300)), ("email", "nobody at example"), ("publication", "pseudonym")]));
            yield return One(language, "form-expired", 400, await house.SendAsync(form, [.. DoorsHouse.Organisation(1), (FormState.TokenField, "old")]));
            yield return One(language, "form-busy", 429, await house.SendAsync(await AtAsync(language, $"/campaigns/{crowded.Id}"), DoorsHouse.Organisation(1)));
            yield return One(language, "form-too-late", 409, await house.SendAsync(late[language], DoorsHouse.Organisation(2)));
            yield return One(language, "form-too-large", 413, await house.SendAsync(form, [.. DoorsHouse.Organisation(1), ("role", new string('w', 200_000))]));
            yield return One(language, "invitation-expired", 400, await house.SendAsync(await AtAsync(language, invited), (FormState.TokenField, "old")));
            yield return One(language, "invitation-refused", 422, await house.SendAsync(await AtAsync(language, invited), ("name", new string('W', 300))));
            yield return One(language, "code-wrong", 422, await house.SendAsync(await AtAsync(language, "/code"), ("email", "ana@example.org"), ("code", "BCDF-GHJK")));
            yield return One(language, "receipt-holds", 200, await CheckAsync(language, receipt));
            yield return One(language, "receipt-broken", 200, await CheckAsync(language, receipt.Replace("Committee 9", "Committee 8", StringComparison.Ordinal)));
            yield return One(language, "receipt-unreadable", 200, await CheckAsync(language, "not a receipt"));
            yield return One(language, "publication-refused", 422, await house.SendAsync(await AtAsync(language, signed + "/publication"), ("publication", "pseudonym")));
        }
        foreach (var language in languages)
        {
            var form = await AtAsync(language, $"/campaigns/{open.Id}");
            await house.Get<CampaignTables>().Signatures.DeleteAsync();
            yield return One(language, "storage-away", 503, await house.SendAsync(form, DoorsHouse.Organisation(1)));
        }

        static (string, string, string) One(string language, string what, int status, Page page)
        {
            Assert.Equal((what, status), (what, page.Status));
            return (what, language, page.Document.ToHtml());
        }

        Task<Page> AtAsync(string language, string path) => house.GetAsync(SignatoryStates.In(language, path));

        async Task<Page> CheckAsync(string language, string receipt) =>
            await Page.OfAsync(await house.Http.PostAsync(SignatoryStates.In(language, "/verify"), new FormUrlEncodedContent([new("receipt", receipt)])));
    }
}
