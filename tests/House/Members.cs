using System.Text.RegularExpressions;

namespace Campaigns.Tests.House;

/// <summary>The members of the types in a C# file and how many lines each has. Top-level statements count as members too.</summary>
static partial class Members
{
    public readonly record struct Member(int Line, int Lines);

    public static IEnumerable<Member> Of(string source)
    {
        var code = CodeText.WithoutCommentsAndLiterals(source);
        var start = 0; // where the member that is being read begins
        var depth = 0; // braces and parentheses within that member

        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '{' && depth == 0 && TypeHeader().IsMatch(code.AsSpan(start, i - start)))
                start = i + 1; // its members come next
            else if (code[i] is '{' or '(' or '[')
                depth++;
            else if (code[i] == '}' && depth == 0)
                start = i + 1; // the end of a type
            else if (code[i] is '}' or ')' or ']')
                depth--;

            if (depth > 0 || start > i || !Ends(code, i)) continue;

            yield return Measure(code, start, i);
            start = i + 1;
        }
    }

    // "{ get; } = 3;" goes on after its brace.
    static bool Ends(string code, int at) =>
        code[at] == ';' || (code[at] == '}' && !code.AsSpan(at + 1).TrimStart().StartsWith("="));

    static Member Measure(string code, int start, int end)
    {
        while (char.IsWhiteSpace(code[start])) start++;
        var text = code.AsSpan();
        return new(text[..start].Count('\n') + 1, text[start..end].Count('\n') + 1);
    }

    [GeneratedRegex(@"\b(class|struct|interface|record|enum|namespace|extension)\b")]
    private static partial Regex TypeHeader();
}
