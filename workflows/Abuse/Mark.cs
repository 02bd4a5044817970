using System.Globalization;
using Campaigns.Signatures;

namespace Campaigns.Abuse;

/// <summary>That a batch changed a signature, and what it was before.</summary>
/// <param name="Batch">Id of the batch.</param>
public sealed record Mark(string Batch, SignatureState Before, Doubts Doubts)
{
    internal static string WriteAll(IEnumerable<Mark> marks) =>
        string.Join(' ', marks.Select(mark => string.Create(CultureInfo.InvariantCulture, $"{mark.Batch}:{mark.Before}:{(int)mark.Doubts}")));

    internal static IReadOnlyList<Mark> ReadAll(string? text) =>
        [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(mark => mark.Split(':'))
            .Select(mark => new Mark(mark[0], Enum.Parse<SignatureState>(mark[1]), (Doubts)int.Parse(mark[2], CultureInfo.InvariantCulture)))];
}
