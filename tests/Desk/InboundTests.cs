using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Campaigns.Letters.Replies.Inbound;
using Campaigns.Local.MailRoom;
using Campaigns.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Tests.Desk;

/// <summary>Replies that a coordinator forwards: what the mail service hands over waits at the letter until somebody says what it is.</summary>
[Collection(DeskCollection.Name)]
public sealed class InboundTests
{
    const string Secret = "the-secret";
    const string Offices = "The Minister; Ministry of Examples; NO; minister.inbound@example.org; en; Dear Minister,\nThe Speaker; Parliament; GE; speaker.inbound@example.org; en; Dear Speaker,";
    static readonly byte[] Scan = [.. Enumerable.Range(0, 150_001).Select(n => (byte)(n * 7))];

    [Fact] // By the mail room, which posts as the mail service does: a Russian answer in its own character set, with a file.
    public async Task A_forwarded_reply_waits_at_its_letter_counts_once_it_is_accepted_and_comes_only_once()
    {
        await using var house = await OpenAsync();
        var folder = Directory.CreateTempSubdirectory("inbound-");
        await using var room = await MailRoomApp.StartAsync(new MailRoomOptions { DataFolder = folder.FullName, InboundUrl = new Uri(house.Address, $"/webhooks/inbound/{Secret}") });
        var id = await DispatchedAsync(house);
        var to = (await LetterAsync(house, id, 1))["replyTo"]!.GetValue<string>();
        for (var time = 0; time < 2; time++) await HandOverAsync();

        var letter = await LetterAsync(house, id, 1);
        var mail = Assert.Single(letter["incoming"]!.AsArray())!;
        Assert.Equal(("Министр <m@example.org>", "Ответ", "Дело рассматривается.", "ответ.pdf"), (mail["from"]!.GetValue<string>(), mail["subject"]!.GetValue<string>(), mail["words"]!.GetValue<string>(), mail["file"]!["Name"]?.GetValue<string>() ?? mail["file"]!["name"]!.GetValue<string>()));
        Assert.Empty((await LetterAsync(house, id, 2))["incoming"]!.AsArray());
        Assert.Equal((0, 1), await CountsAsync());
        Assert.DoesNotContain("рассматривается", string.Join('\n', (await RowsAsync(house, id)).SelectMany(row => row.Select(cell => cell.Value)).OfType<string>()), StringComparison.Ordinal);

        var kari = await house.SignInAsync(DeskHouse.Coordinator);
        var page = await DeskHouse.GetAsync(kari, $"/desk/{id}/letters/1");
        var link = page.Document.QuerySelector("#replies a[download]")!.GetAttribute("href");
        Assert.Equal(Scan, await kari.GetByteArrayAsync(link));
        Assert.Equal(200, await SettleAsync(house, id, new { accept = mail["id"]!.GetValue<string>(), kind = "answer" }));
        Assert.Equal((1, 0), await CountsAsync());
        Assert.Equal(404, await SettleAsync(house, id, new { accept = mail["id"]!.GetValue<string>(), kind = "answer" }));
        await HandOverAsync(); // the mail service tries again
        letter = await LetterAsync(house, id, 1);
        Assert.Empty(letter["incoming"]!.AsArray());
        var reply = Assert.Single(letter["replies"]!.AsArray())!;
        Assert.Contains("Дело рассматривается.", reply["words"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(Scan, await kari.GetByteArrayAsync($"/desk/{id}/letters/1/replies/{reply["id"]!.GetValue<string>()}"));
        Assert.Equal(["ReplyAnswer", "ReplyArrived"], (await house.Get<CampaignStore>().JournalAsync(id)).Select(entry => entry.What).Where(what => what.StartsWith("Reply", StringComparison.Ordinal)).Order()); // the clock stands: both have one time

        async Task HandOverAsync()
        {
            using var http = new HttpClient { BaseAddress = room.Address };
            using var form = new MultipartFormDataContent
            {
                { new StringContent($"Campaign <{to.ToUpperInvariant()}>"), "to" }, { new StringContent("Министр <m@example.org>"), "from" }, { new StringContent("Ответ"), "subject" },
                { new StringContent("Дело рассматривается."), "text" }, { new StringContent("windows-1251"), "charset" }, { new ByteArrayContent(Scan), "file", "ответ.pdf" },
            };
            var answer = await http.PostAsync("/inbound", form, TestContext.Current.CancellationToken);
            Assert.Equal("{\"status\":200}", await answer.Content.ReadAsStringAsync());
        }

        async Task<(int Answered, int Waiting)> CountsAsync()
        {
            var letters = JsonNode.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync())!["letters"]!;
            return (letters["answered"]!.GetValue<int>(), letters["incoming"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task What_is_discarded_is_destroyed_and_does_not_come_back()
    {
        await using var house = await OpenAsync();
        var id = await DispatchedAsync(house);
        var to = (await LetterAsync(house, id, 1))["replyTo"]!.GetValue<string>();
        Assert.Equal(200, await PostAsync(house, Mail(to, "Buy watches.", ("watch.jpg", Scan))));
        var mail = (await LetterAsync(house, id, 1))["incoming"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(1, house.Get<InboundWaiting>().Most);
        Assert.Equal(422, await SettleAsync(house, id, new { accept = mail, kind = "spam" }));
        Assert.Equal(200, await SettleAsync(house, id, new { discard = mail }));
        Assert.Equal(0, house.Get<InboundWaiting>().Most);
        Assert.Equal(200, await PostAsync(house, Mail(to, "Buy watches.", ("watch.jpg", Scan))));
        var letter = await LetterAsync(house, id, 1);
        Assert.Empty(letter["incoming"]!.AsArray());
        Assert.Empty(letter["replies"]!.AsArray());
        Assert.DoesNotContain(await RowsAsync(house, id), row => row.RowKey.StartsWith(Rows.ReplyPieces, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_files_are_one_zip_what_is_too_large_is_named_and_a_page_is_read_as_words()
    {
        await using var house = await OpenAsync();
        var id = await DispatchedAsync(house);
        var to = (await LetterAsync(house, id, 2))["replyTo"]!.GetValue<string>();
        using var form = Mail(to, null, ("one.pdf", Scan), ("../../two.pdf", Scan), ("film.mov", new byte[Limits.ReplyFile + 1]));
        form.Add(new StringContent("<style>p { color: red }</style><p>We thank you,<br>and we &lt;object&gt;.</p><script>steal()</script>"), "html");
        Assert.Equal(200, await PostAsync(house, form));
        var mail = (await LetterAsync(house, id, 2))["incoming"]![0]!;
        Assert.Equal("We thank you,\nand we <object>.", mail["words"]!.GetValue<string>());
        Assert.Equal(["film.mov"], mail["leftOut"]!.AsArray().Select(name => name!.GetValue<string>()));
        var kari = await house.SignInAsync(DeskHouse.Coordinator);
        using var zip = new ZipArchive(await kari.GetStreamAsync($"/desk/{id}/letters/2/replies/{mail["id"]!.GetValue<string>()}"));
        Assert.Equal(["1-one.pdf", "2-two.pdf"], zip.Entries.Select(entry => entry.FullName));
        Assert.DoesNotContain("<object>", (await DeskHouse.GetAsync(kari, $"/desk/{id}/letters/2")).Body, StringComparison.Ordinal);
    }

    [Fact] // Whatever is not ours is answered 200, or it would come for three days; it is counted, and nothing of it is kept.
    public async Task What_is_no_mail_to_us_is_counted_and_nothing_of_it_is_kept()
    {
        await using var house = await OpenAsync();
        var counted = new List<string>();
        using var meter = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "campaigns.inbound.mails") listener.EnableMeasurementEvents(instrument); } };
        meter.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add($"{tags[0].Value}"));
        meter.Start();
        var id = await DispatchedAsync(house);
        var to = (await LetterAsync(house, id, 1))["replyTo"]!.GetValue<string>();
        var before = (await RowsAsync(house, id)).Count;
        var (local, domain) = (to.Split('@')[0], to.Split('@')[1]);
        var elsewhere = $"{local.Replace($"{id}0001", $"{id}0002", StringComparison.Ordinal)}@{domain}"; // the code of another letter
        Assert.NotEqual(to, elsewhere);
        var whole = await Mail(to, "Words").ReadAsByteArrayAsync();
        (HttpContent Content, string Result)[] mails =
        [
            (Mail(elsewhere, "Words"), "UnknownAddress"), (Mail("reply+@replies.example.org", "Words"), "UnknownAddress"), (Mail($"{local[..^1]}@{domain}", "Words"), "UnknownAddress"),
            (Mail("office@example.org", "Words"), "UnknownAddress"), (new MultipartFormDataContent { { new StringContent("Words"), "text" } }, "UnknownAddress"),
            (Mail(to, " \n "), "Empty"), (JsonContent.Create(new { to }), "Unreadable"), (new FormUrlEncodedContent([new("to", to)]), "Unreadable"), (Broken(whole[..(whole.Length / 2)]), "Unreadable"),
            (Broken([]), "Unreadable"),
        ];
        foreach (var (content, result) in mails)
        {
            Assert.Equal(200, await PostAsync(house, content));
            Assert.Equal(result, counted[^1]);
        }
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(house, Mail(to, "Words", ("large", new byte[Limits.InboundBytes])))); // larger than the mail service takes: not even read
        Assert.Equal("TooLarge", counted[^1]);
        Assert.Equal(404, (int)(await house.Browser.PostAsync("/webhooks/inbound/another", Mail(to, "Words"))).StatusCode);
        Assert.Equal((mails.Length + 1, before), (counted.Count, (await RowsAsync(house, id)).Count));
        for (var number = 0; number <= Limits.Replies; number++) Assert.Equal(200, await PostAsync(house, Mail(to, $"Words {number}")));
        Assert.Equal(("TooMany", Limits.Replies), (counted[^1], (await LetterAsync(house, id, 1))["incoming"]!.AsArray().Count));
        house.Time.Advance(TimeSpan.FromMinutes(2));
        await house.UntilAsync("/ops/system", text => text.Contains($"\"name\":\"replies\",\"value\":{Limits.Replies},\"most\":{Limits.Replies},\"perCent\":100,\"isNear\":true", StringComparison.Ordinal));

        static ByteArrayContent Broken(byte[] bytes)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=xYzZY");
            return content;
        }
    }

    [Theory]
    [InlineData("caf\u00e9", "iso-8859-1", "iso-8859-1")]
    [InlineData("привет", "windows-1251", "windows-1251")]
    [InlineData("привет", "koi8-r", "KOI8-R")]
    [InlineData("caf\u00e9", "utf-8", null)]
    [InlineData("caf\u00e9", "utf-8", "no such set")]
    [InlineData("caf\u00e9", "iso-8859-1", "utf-8")] // it says what it is not
    [InlineData("caf\u00e9", "iso-8859-1", "utf-7")] // which nobody reads any more
    public void Text_is_read_in_its_own_character_set_or_the_likeliest(string text, string written, string? named) =>
        Assert.Equal(text, InboundText.Decode((CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written)).GetBytes(text), named));

    [Fact]
    public void What_could_break_a_row_or_a_page_is_left_out() =>
        Assert.Equal("One\tline\n\nand another", InboundText.Clean("\u0007One\tline\r\n\r\n \r\n\r\nand\u202E another\uFFFF\n"));

    /// <summary>A house that takes replies by mail.</summary>
    internal static Task<DeskHouse> OpenAsync() => DeskHouse.OpenAsync(builder => builder.Services.PostConfigure<CampaignsOptions>(options =>
        (options.InboundDomain, options.InboundSecret) = ("replies.example.org", Secret)));

    internal static async Task<JsonNode> LetterAsync(DeskHouse house, string id, int number) =>
        JsonNode.Parse(await (await house.LookAsync($"/desk/{id}/letters/{number}")).Content.ReadAsStringAsync())!;

    /// <summary>A mail as the mail service posts it.</summary>
    internal static MultipartFormDataContent Mail(string to, string? text, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent("xYzZY")
        {
            { new StringContent(to), "to" }, { new StringContent("Office <office@example.org>"), "from" }, { new StringContent("Re: your letter"), "subject" },
            { new StringContent(JsonSerializer.Serialize(new { to = new[] { to }, from = "office@example.org" })), "envelope" },
        };
        if (text is not null) form.Add(new StringContent(text), "text");
        for (var number = 1; number <= files.Length; number++) form.Add(new ByteArrayContent(files[number - 1].Bytes), $"attachment{number}", files[number - 1].Name);
        return form;
    }

    internal static async Task<int> PostAsync(DeskHouse house, HttpContent mail) => (int)(await house.Browser.PostAsync($"/webhooks/inbound/{Secret}", mail)).StatusCode;

    static async Task<int> SettleAsync(DeskHouse house, string id, object fields) =>
        (int)(await house.ScriptAsync($"/desk/{id}/letters/1/reply", JsonContent.Create(fields), "application/json")).StatusCode;

    static async Task<string> DispatchedAsync(DeskHouse house)
    {
        var id = await house.LaunchAsync(("addressees", Offices), ("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }))).StatusCode);
        await house.UntilStateAsync(id, "dispatched");
        return id;
    }

    static async Task<List<TableEntity>> RowsAsync(DeskHouse house, string id) =>
        [.. (await house.Get<CampaignTables>().Campaigns.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}")).ToListAsync()).Where(row => row.RowKey.StartsWith("incoming|", StringComparison.Ordinal) || row.RowKey.StartsWith("reply", StringComparison.Ordinal))];
}
