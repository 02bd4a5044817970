using System.IO.Compression;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Campaigns.Tests.Proof;

namespace Campaigns.Tests.Desk;

/// <summary>The bundle as it is downloaded, and its check, run by Node outside of the app: on the very bundle, and on what was done to it.</summary>
[Collection(DeskCollection.Name)]
public sealed class EvidenceTests(DeskFixture fixture) : IDisposable
{
    const string Offices = "The Minister; Ministry of Justice; FR; minister.evidence@example.org; fr; Monsieur le Ministre,\nThe Speaker; Parliament; GE; speaker.evidence@example.org; en; Dear Speaker,\nOffice \"3\"; =Body, with a comma; AM; third.evidence@example.org; en; Dear Office,";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evidence-");

    [Fact]
    public async Task The_bundle_of_a_dispatched_round_holds_and_whatever_is_changed_in_it_is_found()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "Free the observer"), ("addressees", Offices), ("statement.fr", "Nous demandons sa libération."), ("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        Assert.Equal(409, (await DeskHouse.GetAsync(browser, $"/desk/{id}/evidence.zip")).Status);
        await house.SignAsync(id, "evidence.one@example.org", "Committee «Ñ» Щ");
        await house.SignAsync(id, "evidence.two@example.org", "Committee of the hidden", "addressee-only");
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/close")).Status);
        await house.UntilStateAsync(id, "dispatched");

        var bundle = await browser.GetByteArrayAsync($"/desk/{id}/evidence.zip");
        Assert.Equal(bundle, await browser.GetByteArrayAsync($"/desk/{id}/evidence.zip"));
        Assert.Contains($"/desk/{id}/evidence.zip", (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Body, StringComparison.Ordinal);
        var files = Unzip(bundle);
        var sent = house.Mail.Files.Single(file => file.To == "speaker.evidence@example.org");
        Assert.Equal(sent.Bytes, files["letters/0002/letter.pdf"]);
        Assert.Contains("Monsieur le Ministre,", Text(files, "letters/0001/letter.txt"), StringComparison.Ordinal);
        Assert.Contains("Committee of the hidden", Text(files, "signatories.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("Committee of the hidden", Text(files, "list.json"), StringComparison.Ordinal);
        Assert.Contains("letters/0003/letter.pdf", Text(files, "index.html"), StringComparison.Ordinal);

        var root = (string)JsonNode.Parse(files["evidence.json"])!["root"]!;
        var (code, said) = await CheckAsync(bundle, root, Hash(files["SHA256SUMS"]));
        Assert.True(code == 0, said);
        Assert.DoesNotContain("NO ", said, StringComparison.Ordinal);
        Assert.Equal(1, (await CheckAsync(bundle, new string('0', 64))).Code);
        Assert.Equal(0, await CheckUnpackedAsync(files));
        foreach (var (what, words, changed) in Changes(files))
        {
            var (failed, told) = await CheckAsync(Zip(changed), root);
            Assert.True(failed == 1 && told.Split('\n').Any(line => line.StartsWith("NO ", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal)), $"{what}: {told}");
        }
        Assert.NotEqual(0, (await CheckAsync(bundle[..^200])).Code);
        Assert.Equal(1, (await CheckAsync(Zip(Consistent(files, "letters/0002/letter.html", "another")), Hash(files["SHA256SUMS"]))).Code);

    }

    [Fact]
    public async Task Reminders_stand_in_it_with_their_words_and_replies_with_their_hashes()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("title", "Reminded"), ("addressees", Offices), ("reminders", ""), ("invitations", ""), ("followUps", "PT2H"));
        await house.UntilStateAsync(id, "open");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }))).StatusCode);
        await house.UntilStateAsync(id, "dispatched");
        using var form = new MultipartFormDataContent { { new StringContent("answer"), "kind" }, { new StringContent(house.Time.GetUtcNow().ToString("O")), "received" }, { new StringContent("We thank you."), "words" }, { new ByteArrayContent([1, 2, 3]), "file", "a.pdf" } };
        Assert.Equal(303, (int)(await house.ScriptAsync($"/desk/{id}/letters/2/reply", form)).StatusCode);
        house.Time.Advance(TimeSpan.FromHours(2.1));
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"what\":\"FollowedUp\"", StringComparison.Ordinal));

        var bundle = await (await house.LookAsync($"/desk/{id}/evidence.zip")).Content.ReadAsByteArrayAsync();
        var files = Unzip(bundle);
        var sent = house.Mail.All.Last(mail => mail.To == "minister.evidence@example.org");
        Assert.Equal(sent.Text.ReplaceLineEndings("\n"), Text(files, "letters/0001/reminder-1.txt").ReplaceLineEndings("\n"));
        Assert.DoesNotContain("letters/0002/reminder-1.txt", files.Keys); // has answered
        var ledger = JsonNode.Parse(files["ledger.json"])!.AsArray();
        Assert.Equal([(1, 1), (101, 1), (1, 2), (1, 3), (101, 3)], ledger.Select(row => (row!["round"]!.GetValue<int>(), row["addressee"]!.GetValue<int>())));
        Assert.All(ledger, row => Assert.Equal((true, true), (row!["pdfAsSent"]!.GetValue<bool>(), row["textAsSent"]!.GetValue<bool>())));
        var reply = Assert.Single(JsonNode.Parse(files["replies.json"])!.AsArray())!;
        Assert.Equal((2, "answer", Hash(Bytes("We thank you.")), Hash([1, 2, 3])), (reply["addressee"]!.GetValue<int>(), reply["kind"]!.GetValue<string>(), reply["wordsHash"]!.GetValue<string>(), reply["fileHash"]!.GetValue<string>()));
        Assert.Contains("Reminder 1", Text(files, "index.html"), StringComparison.Ordinal);
        var (code, said) = await CheckAsync(bundle);
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task When_somebody_has_withdrawn_since_the_bundle_says_which_letters_differ_and_still_holds()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "Somebody left"), ("addressees", "The Speaker; Parliament; GE; left.evidence@example.org; en; Dear Speaker,"), ("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "stays.evidence@example.org", "Committee that stays");
        await house.SignAsync(id, "leaves.evidence@example.org", "Committee that leaves");
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/close")).Status);
        await house.UntilStateAsync(id, "dispatched");
        var link = await house.Mail.LinkAsync("leaves.evidence@example.org", "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link + "/withdraw"))).Status);

        var bundle = await browser.GetByteArrayAsync($"/desk/{id}/evidence.zip");
        Assert.All(Unzip(bundle), file => Assert.DoesNotContain("Committee that leaves", Encoding.UTF8.GetString(file.Value), StringComparison.Ordinal));
        var (code, said) = await CheckAsync(bundle);
        Assert.True(code == 0 && said.Contains("addressee 1, attempt 1: composed again", StringComparison.Ordinal), said);
        Assert.Contains("differs from what was sent", Text(Unzip(bundle), "index.html"), StringComparison.Ordinal);
    }

    static IEnumerable<(string What, string Words, Dictionary<string, byte[]> Files)> Changes(Dictionary<string, byte[]> files)
    {
        yield return ("a changed letter", "every file has its fingerprint: not so: letters/0002/letter.pdf", With(files, "letters/0002/letter.pdf", [.. files["letters/0002/letter.pdf"], 0]));
        yield return ("a removed letter", "no file was removed: not so: letters/0001/letter.txt", Without(files, "letters/0001/letter.txt"));
        yield return ("an added file", "no file was added", With(files, "letters/0004/letter.txt", [1]));
        yield return ("a changed ledger", "every file has its fingerprint: not so: ledger.json", With(files, "ledger.json", Bytes(Text(files, "ledger.json").Replace("accepted", "delivered", StringComparison.Ordinal))));
        yield return ("the same with a fingerprint that fits", "both files of the ledger", Consistent(files, "ledger.json", Text(files, "ledger.json").Replace("accepted", "delivered", StringComparison.Ordinal)));
        yield return ("a letter with a fingerprint that fits", "where the ledger says", Consistent(files, "letters/0002/letter.txt", Text(files, "letters/0002/letter.txt").Replace("Dear Speaker", "Dear Madam", StringComparison.Ordinal)));
        yield return ("a letter left out of everything", "each of the 3 addressees", WithoutTheLast(files));
        yield return ("another list", "the list has the 2 entries", Consistent(files, "list.json", Changed(Text(files, "list.json"), list => list["entries"]!.AsArray().RemoveAt(0))));
        yield return ("a changed name", "every public line", Consistent(files, "list.json", Text(files, "list.json").Replace("Committee «Ñ» Щ", "Committee of others", StringComparison.Ordinal)));
    }

    static Dictionary<string, byte[]> WithoutTheLast(Dictionary<string, byte[]> files)
    {
        var json = Changed(Text(files, "ledger.json"), ledger => ledger.AsArray().RemoveAt(2));
        var csv = string.Join("\r\n", Text(files, "ledger.csv").Split("\r\n")[..3]) + "\r\n";
        return Consistent(Consistent(files, "ledger.json", json), "ledger.csv", csv);
    }

    /// <summary>A file is changed, and the sums are written anew, as somebody would who knows how.</summary>
    static Dictionary<string, byte[]> Consistent(Dictionary<string, byte[]> files, string path, string content)
    {
        var changed = With(files, path, Bytes(content));
        var sums = changed.Where(file => file.Key != "SHA256SUMS").Select(file => $"{Hash(file.Value)}  {file.Key}\n");
        return With(changed, "SHA256SUMS", Bytes(string.Concat(sums)));
    }

    static Dictionary<string, byte[]> With(Dictionary<string, byte[]> files, string path, byte[] content) => new(files) { [path] = content };

    static Dictionary<string, byte[]> Without(Dictionary<string, byte[]> files, string path) => new(files.Where(file => file.Key != path));

    static string Changed(string json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return node.ToJsonString(Signatures.Proof.ProofJson.Written);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string Text(Dictionary<string, byte[]> files, string path) => Encoding.UTF8.GetString(files[path]);

    static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static Dictionary<string, byte[]> Unzip(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    static byte[] Zip(Dictionary<string, byte[]> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files)
                using (var entry = zip.CreateEntry(path).Open()) entry.Write(content);
        return bytes.ToArray();
    }

    async Task<(int Code, string Said)> CheckAsync(byte[] bundle, params string[] hashes)
    {
        var file = Path.Combine(folder.FullName, "evidence.zip");
        await File.WriteAllBytesAsync(file, bundle);
        return await NodeScript.RunAsync("evidence.mjs", folder, [file, .. hashes]);
    }

    async Task<int> CheckUnpackedAsync(Dictionary<string, byte[]> files)
    {
        var at = folder.CreateSubdirectory("unpacked");
        foreach (var (path, content) in files)
        {
            var file = new FileInfo(Path.Combine(at.FullName, path));
            file.Directory!.Create();
            await File.WriteAllBytesAsync(file.FullName, content);
        }
        return (await NodeScript.RunAsync("evidence.mjs", folder, at.FullName)).Code;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
