namespace Campaigns.Tests.House;

/// <summary>The hard stops; most files and functions are far below.</summary>
public sealed class SizeTests
{
    const int FileLimit = 400;
    const int FunctionLimit = 70;

    static readonly string[] Rooms = ["functions", "workflows", "local"];

    [Fact]
    public void NoFileIsLongerThan400Lines() =>
        Assert.Empty(from path in Sources.CSharpIn(Rooms)
                     let lines = Sources.Read(path).Count(c => c == '\n')
                     where lines > FileLimit
                     select $"{path}: {lines} lines");

    [Fact]
    public void NoFunctionIsLongerThan70Lines() =>
        Assert.Empty(from path in Sources.CSharpIn(Rooms)
                     from member in Members.Of(Sources.Read(path))
                     where member.Lines > FunctionLimit
                     select $"{path}, line {member.Line}: {member.Lines} lines");

    [Fact]
    public void MembersAreMeasuredFromTheirFirstLineToTheirLast()
    {
        const string source = """
            namespace A;

            class B
            {
                int one = 1;

                [Fact]
                void Four(
                    int a)
                {
                }

                string Two() =>
                    "{";

                int P { get; } = 3;

                record struct C(int X)
                {
                    void Three()
                    {
                        if (X > 1) { }
                    }
                }
            }
            """;

        Assert.Equal([(1, 1), (5, 1), (7, 5), (13, 2), (16, 1), (20, 4)], Members.Of(source).Select(member => (member.Line, member.Lines)));
    }
}
