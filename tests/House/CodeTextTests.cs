namespace Campaigns.Tests.House;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a; // b", "a; ")]
    [InlineData("a; /* b\nc */ d;", "a; \n d;")]
    [InlineData("\"http://x\"; b", "\"http://x\"; b")]
    [InlineData("\"a\\\"//b\"; // c", "\"a\\\"//b\"; ")]
    [InlineData("@\"c:\\\"; // d", "@\"c:\\\"; ")]
    [InlineData("$\"{Now(\"//\")}\"; // d", "$\"{Now(\"//\")}\"; ")]
    [InlineData("'\"'; // d", "'\"'; ")]
    [InlineData("\"\"\"\n// text\n\"\"\"; // d", "\"\"\"\n// text\n\"\"\"; ")]
    public void LeavesOutCommentsOnly(string source, string code) =>
        Assert.Equal(code.Replace(" ", "", StringComparison.Ordinal), CodeText.WithoutComments(source).Replace(" ", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("a(\"{\"); b", "a(); b")]
    [InlineData("a($\"{{ {b['{']} \"); c", "a(); c")]
    [InlineData("a('\\''); b", "a(); b")]
    [InlineData("a('\\u007b'); b", "a(); b")]
    [InlineData("a($\"\"\"{ \" \"\"\"); b", "a(); b")]
    public void LeavesOutLiteralsToo(string source, string code) =>
        Assert.Equal(code.Replace(" ", "", StringComparison.Ordinal), CodeText.WithoutCommentsAndLiterals(source).Replace(" ", "", StringComparison.Ordinal));
}
