using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Security;

/// <summary>The table "Who may do what" of <c>docs/security.md</c> against the real app.</summary>
public sealed class RoleTableTests
{
    [Fact]
    public async Task Every_door_opens_to_whom_the_page_says_and_to_nobody_else()
    {
        var table = SecurityPage.Table("Who may do what");
        await using var cast = await Cast.GatherAsync();
        Assert.Equal(cast.Doors.Select(door => door.ToString()).Order(StringComparer.Ordinal), table.Select(row => row[0]).Order(StringComparer.Ordinal));

        var wrong = new List<string>();
        foreach (var row in table)
        {
            var door = cast.Doors.Single(one => one.ToString() == row[0]);
            Assert.Equal(Cast.Roles.Length, row.Count - 1);
            foreach (var (role, expected) in Cast.Roles.Zip(row.Skip(1)))
                if (await cast.TryAsync(door, role) is var got && got != expected)
                    wrong.Add($"{door}: {role} gets {got}, the page says {expected}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_watcher_gets_what_an_operator_gets_but_every_act_is_refused_and_seen()
    {
        await using var cast = await Cast.GatherAsync();
        foreach (var page in await cast.PagesAsync("watcher", "/ops", "/ops/campaigns", "/ops/system", "/ops/audit", "/ops/people", "/ops/{id}"))
            Assert.DoesNotContain(page.Document.Forms, form => form.GetAttribute("method") == "post" && form.GetAttribute("action") != "/signout");
        var (operators, wrong, acts) = (1 + Array.IndexOf(Cast.Roles, "operator"), new List<string>(), 0);
        foreach (var row in SecurityPage.Table("Who may do what"))
        {
            var door = cast.Doors.Single(one => one.ToString() == row[0]);
            var isAct = door.Method == "POST" && door.Route.StartsWith("ops/", StringComparison.Ordinal) && row[operators] is not ("401" or "sign in");
            if (await cast.TryAsync(door, "watcher") is var got && got != (isAct ? "403" : row[operators])) wrong.Add($"{door}: a watcher gets {got}");
            if (!isAct) continue;
            acts++;
            using var answer = await cast.SendAsync(door, "watcher", asJson: true);
            Assert.Contains("may look at the operators", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(acts >= 3);
        var trail = await cast.TrailAsync();
        foreach (var act in new[] { "ops.retry", "people.factor", "people.sessions" })
            Assert.Contains(trail, row => row.GetProperty("action").GetString() == act && row.GetProperty("part").GetString() == "refused" && row.GetProperty("role").GetString() == "watcher" && row.GetProperty("who").GetString() == DeskHouse.Watcher);
    }
}
