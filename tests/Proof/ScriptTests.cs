using System.Text.Json;
using System.Text.Json.Nodes;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Proof;

/// <summary>
/// The published script, run by Node outside of the app, on real receipts and a real list; and that it and the page find the
/// same faults.
/// </summary>
public sealed class ScriptTests(AzuriteFixture azurite) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("verify-");

    [Fact]
    public async Task It_verifies_two_receipts_and_the_list_and_sees_every_change()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var open = await house.OpenAsync();
        foreach (var i in Enumerable.Range(1, 6)) await house.SignAsync(open, BookHouse.Person(i) with { Name = $"Özil «Ñ» {i} Щ" });
        await house.SignAsync(open, BookHouse.Organisation(7, "BY", Publication.NameWithheld));
        var (campaign, frozen) = await ListProofTests.FreezeAsync(house, open);
        // The order of the leaves is another in each run. Of two receipts the one whose line comes first: it is never the last of the list.
        var first = await ListProofTests.ReceiptAsync(house, campaign, BookHouse.Person(1));
        var second = await ListProofTests.ReceiptAsync(house, campaign, BookHouse.Person(2));
        string[] receipts =
        [
            (first.Proof!.Index < second.Proof!.Index ? first : second).ToJson(),
            "Printed, with words around it\n\n" + (await ListProofTests.ReceiptAsync(house, campaign, BookHouse.Organisation(7))).ToJson() + "\n",
        ];
        var list = ListProofTests.Published(campaign, await house.Book.PublishedLinesAsync(campaign).ToListAsync());

        var (code, said) = await RunAsync([.. receipts, list], frozen.List.Root);
        Assert.True(code == 0, said);
        Assert.DoesNotContain("NO ", said, StringComparison.Ordinal);
        Assert.Contains("Committee 7: its entry, number", said, StringComparison.Ordinal);
        Assert.Contains("that is the list of the letter", said, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync([receipts[0]], new string('0', 64))).Code);

        var verification = new Verification(house);
        foreach (var (what, lists, changed) in Changes(list, receipts[0]))
        {
            var (failed, words) = await RunAsync(receipts.Append(changed), frozen.List.Root);
            Assert.True(failed == 1 && words.Contains("NO ", StringComparison.Ordinal), $"{what}: {words}");
            Assert.Equal(lists, (await verification.CheckAsync(receipts[0], changed)).All.Where(finding => !finding.Holds).Select(finding => finding.What).ToArray());
        }
        foreach (var field in new[] { "name", "country", "publication", "confirmedAt", "textHash" })
            await SeesAsync(Changed(receipts[0], receipt => receipt["entry"]![field] = "FI"), "Changed");
        await SeesAsync(Changed(receipts[0], receipt => receipt["campaign"] = "aaaaaaaaaaaaaaaa"), "Changed");
        await SeesAsync(Changed(receipts[0], receipt => receipt["proof"]!["index"] = ((int)receipt["proof"]!["index"]! + 1) % 7), "NotIncluded");
        await SeesAsync(Changed(receipts[0], receipt => receipt["proof"]!["path"]![0] = new string('0', 64)), "NotIncluded");
        await SeesAsync(Changed(receipts[0], receipt => receipt["proof"]!["root"] = new string('0', 64)), "NotIncluded", "RootOther");

        async Task SeesAsync(string receipt, params string[] faults)
        {
            Assert.Equal(1, (await RunAsync([receipt])).Code);
            Assert.Equal(faults, (await verification.CheckAsync(receipt, "")).All.Where(finding => !finding.Holds).Select(finding => finding.What));
        }
    }

    /// <summary>Each kind of change, with what the page says does not hold.</summary>
    static IEnumerable<(string What, string[] Findings, string List)> Changes(string list, string receipt)
    {
        // What is changed is never the line of the receipt, and what is removed comes after it.
        var own = (string)JsonNode.Parse(receipt)!["proof"]!["leaf"]!;
        var open = JsonNode.Parse(list)!["entries"]!.AsArray().Select((line, index) => (line, index))
            .Last(entry => entry.line!["name"] is not null && (string)entry.line["leaf"]! != own).index;
        yield return ("a changed name", ["LineChanged"], Changed(list, all => all["entries"]![open]!["name"] = "Another"));
        yield return ("a changed country", ["LineChanged"], Changed(list, all => all["entries"]![open]!["country"] = "FI"));
        yield return ("a name without a salt", ["LineChanged"], Changed(list, all => all["entries"]![open]!.AsObject().Remove("salt")));
        yield return ("a removed entry", ["ListChanged"], Changed(list, all => all["entries"]!.AsArray().RemoveAt(6)));
        yield return ("an added entry", ["ListChanged"], Changed(list, all => all["entries"]!.AsArray().Add(new JsonObject { ["leaf"] = new string('7', 64), ["kind"] = "individual", ["country"] = "NO" })));
        yield return ("an entry twice", ["ListChanged"], Changed(list, all => all["entries"]!.AsArray().Add(all["entries"]![open]!.DeepClone())));
        yield return ("a changed leaf", ["ListChanged", "LineChanged"], Changed(list, all => all["entries"]![open]!["leaf"] = new string('7', 64)));
        yield return ("another list, whole in itself", ["OtherList"], Rebuilt(Changed(list, all => all["entries"]!.AsArray().RemoveAt(6))));
    }

    static string Rebuilt(string list) => Changed(list, all =>
    {
        var entries = all["entries"]!.AsArray();
        all["size"] = entries.Count;
        all["root"] = Convert.ToHexStringLower(Merkle.Root([.. entries.Select(line => Convert.FromHexString((string)line!["leaf"]!))]));
    });

    static string Changed(string json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return node.ToJsonString(ProofJson.Written);
    }

    async Task<(int Code, string Said)> RunAsync(IEnumerable<string> files, string? root = null)
    {
        var names = files.Select((content, number) =>
        {
            var name = Path.Combine(folder.FullName, $"{number}.json");
            File.WriteAllText(name, content);
            return name;
        }).ToList();
        return await NodeScript.RunAsync("verify.mjs", folder, [.. names, .. root is null ? Array.Empty<string>() : [root]]);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
