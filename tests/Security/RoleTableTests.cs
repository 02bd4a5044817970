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
}
